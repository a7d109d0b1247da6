"""Disks that come and go: a camera's card, a camera, a stick. One module for each system, one value for all."""

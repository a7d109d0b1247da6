"""Servers on loopback: a real CouchDB, a stand-in whose answers are scripted, a proxy that cuts."""

"""What the user is told while the window is not in front: few, grouped, with a picture and buttons where possible."""

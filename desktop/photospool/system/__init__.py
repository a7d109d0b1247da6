"""What the operating system keeps for us: passwords, autostart, the places of sync clients."""

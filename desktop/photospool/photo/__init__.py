"""What a photo knows of itself, and the small pictures made of it."""

"""Data that comes with the program: icons, the album page, the views of the design document, translations."""

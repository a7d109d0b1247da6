"""A camera roll made by real tools, and the two machines that it reaches in halves."""

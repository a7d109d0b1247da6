"""Where photos are stored: CouchDB or the embedded album."""

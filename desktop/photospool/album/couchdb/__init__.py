"""The album in a CouchDB: transport, client, database, attachments, design document, connection test.

All requests to a CouchDB leave from here; foreign errors become ours in response_errors.
Never decides what is retried, never imports Qt.
"""

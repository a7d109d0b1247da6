"""The album on this computer: documents and views in SQLite, attachments as files.

Answers as a CouchDB would: same documents, same views, same revisions.
Never opens a network connection.
"""

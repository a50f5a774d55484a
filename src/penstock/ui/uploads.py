"""The bound of what anybody may send: an upload that never ends does not fill the disk."""

from django.core.files.uploadhandler import FileUploadHandler, StopUpload

LARGEST = 300 << 20
"""Bytes of all files of one form; each form has a smaller bound of its own."""


class BoundedUpload(FileUploadHandler):
    """Counts what comes in and hangs up beyond the bound; the handlers after it keep the bytes."""

    received = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Pass the bytes on while there are not too many."""
        self.received += len(raw_data)
        if self.received > LARGEST:
            raise StopUpload(connection_reset=True)
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """The file is made by the handlers after this one."""

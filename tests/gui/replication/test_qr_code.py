"""The code that the window shows is read as a phone would, in both themes; it can be copied and saved."""

from __future__ import annotations

import dataclasses

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from photospool.album.replication.models import Copy, Direction, Endpoint
from photospool.album.replication.public.proxy import nginx
from photospool.album.replication.replications import copy_of, documents_of
from photospool.album.replication.sharing import link_of, page_of
from photospool.gui import theme
from photospool.gui.replication.qr_code import QrDialog
from photospool.gui.replication.server_form import CopyForm

COPY = Copy("ab12", "Summer", Endpoint("https://photos.example.org", "public"), Direction.SEND, is_public=True)


def read(image: QImage) -> str:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    data = bytes(grey.constBits())
    picture = Image.frombytes("L", (grey.width(), grey.height()), data, "raw", "L", grey.bytesPerLine())
    (found,) = zxingcpp.read_barcodes(picture)
    return found.text


@pytest.fixture
def dialog(qtbot):
    made = QrDialog(COPY)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("size", [(360, 460), (700, 560)])
def test_a_phone_reads_it_from_the_screen(qtbot, qapp, dialog, look, size):
    theme.apply_theme(qapp, look)
    dialog.resize(*size)
    qtbot.wait(50)
    assert read(dialog.grab().toImage()) == page_of(COPY)
    theme.apply_theme(qapp)


def test_the_link_is_copied(dialog):
    dialog.copy_link.click()
    assert QApplication.clipboard().text() == page_of(COPY)
    assert page_of(COPY) in dialog.said.text()
    assert "this computer" not in dialog.said.text()


@pytest.mark.parametrize("server", ["http://127.0.0.1:5984", "http://localhost:5984", "http://[::1]:5984"])
def test_an_address_that_leads_others_nowhere_says_so(qtbot, server):
    """It was sent, and opened nothing."""
    made = QrDialog(dataclasses.replace(COPY, there=Endpoint(server, "public")))
    qtbot.addWidget(made)
    assert "works on this computer only" in made.said.text()
    made.copy_link.click()
    assert "works on this computer only" in made.said.text()


def test_it_is_saved_as_a_picture(dialog, tmp_path):
    dialog.save_to(tmp_path / "code")
    assert read(QImage(str(tmp_path / "code.png"))) == page_of(COPY)
    assert "code.png" in dialog.said.text()


def test_a_folder_that_takes_nothing_is_said(dialog, tmp_path):
    dialog.save_to(tmp_path / "none" / "code.png")
    assert "could not be saved" in dialog.said.text()


def test_it_is_small_enough_for_a_small_screen(dialog):
    assert dialog.minimumSizeHint().height() <= 500


def test_a_password_in_a_copys_document_is_neither_drawn_nor_shown_nor_copied(qtbot, qapp):
    """An address that another program, or a person, wrote into the server's list of replications."""
    endpoint = Endpoint("https://ann:s3cret@photos.example.org", "public")
    (document,) = documents_of(dataclasses.replace(COPY, there=endpoint, url_here=endpoint.url), endpoint, "photo")
    copy = copy_of(document)
    assert copy is not None
    assert "s3cret" not in f"{copy} {copy.here.address} {link_of(copy, words='sea')} {nginx(copy)}"
    made = QrDialog(copy)
    qtbot.addWidget(made)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    made.show()
    qtbot.waitExposed(made)
    made.copy_link.click()
    assert read(made.grab().toImage()) == QApplication.clipboard().text() == page_of(COPY)
    assert "s3cret" not in made.said.text() + made.code.accessibleDescription()


def test_the_second_address_of_a_copy_holds_no_password(qtbot):
    form = CopyForm()
    qtbot.addWidget(form)
    form.url.setText("https://attic.example.org")
    form.database.setText("photo")
    form.url_here.setText("https://ann:s3cret@attic.lan")
    assert form.wish() is None
    form.url_here.setText("https://attic.lan/")
    wish = form.wish()
    assert wish is not None
    assert wish.url_here == "https://attic.lan"

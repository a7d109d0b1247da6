"""What a release lacks is named, its notes are the changelog's words, its sums are what ``sha256sum`` reads."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

WORKFLOW = Path(__file__).resolve().parents[2] / ".github" / "workflows" / "ci.yml"
CHANGES = """# Changes

## Unreleased

## 0.2.0 (2026-12-24)

- Photos of cats are purred at.

## 0.1.0 (2026-01-01)

- It begins.
"""


@pytest.fixture
def release(installer):
    return installer("release")


@pytest.fixture
def tree(tmp_path):
    """A project that is ready to be called 0.2.0."""
    package = tmp_path / "desktop" / "photospool"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text('"""Photos."""\n\n__version__ = "0.2.0"\n')
    (tmp_path / "CHANGELOG.md").write_text(CHANGES)
    return tmp_path


@pytest.fixture
def files(tmp_path, release):
    folder = tmp_path / "dist"
    folder.mkdir()
    for kind in release.KINDS:
        (folder / f"photospool{kind}").write_bytes(kind.encode())
    return folder


def test_nothing_is_in_the_way_of_a_tree_that_is_ready(release, tree):
    assert release.in_the_way("v0.2.0", tree) == []


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("0.2.0", "is no tag of a version"),
        ("v0.2", "is no tag of a version"),
        ("v0.3.0", "calls itself 0.2.0, not 0.3.0"),
    ],
)
def test_another_tag_is_refused(release, tree, tag, found):
    assert any(found in line for line in release.in_the_way(tag, tree))


def test_changes_that_are_not_released_are_in_the_way(release, tree):
    (tree / "CHANGELOG.md").write_text(CHANGES.replace("## Unreleased\n", "## Unreleased\n\n- Dogs, too.\n"))
    (line,) = release.in_the_way("v0.2.0", tree)
    assert "Unreleased" in line


def test_a_version_without_words_is_in_the_way(release, tree):
    (tree / "CHANGELOG.md").write_text(CHANGES.replace("- Photos of cats are purred at.\n", ""))
    (line,) = release.in_the_way("v0.2.0", tree)
    assert "0.2.0" in line


def test_the_notes_are_the_changelogs(release, tree):
    said = release.notes("0.2.0", tree)
    assert "purred" in said
    assert "It begins" not in said


def test_each_system_that_is_left_out_is_named(release, files):
    assert release.lacking(files) == []
    (files / "photospool.dmg").unlink()
    assert release.lacking(files) == [(".dmg", "macOS")]


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is no program of this system")
def test_the_sums_are_believed_by_sha256sum(release, files):
    (files / release.SUMS).write_text(release.sums(files))
    check = ["sha256sum", "--check", "--strict", release.SUMS]
    assert subprocess.run(check, cwd=files, check=False).returncode == 0
    (files / "photospool.deb").write_bytes(b"another one")
    assert subprocess.run(check, cwd=files, check=False).returncode == 1


def test_the_workflow_releases_after_everything_else_that_a_tag_runs():
    """No job that proves something may be left out when a job is added."""
    text = WORKFLOW.read_text(encoding="utf-8")
    jobs = re.findall(r"^  ([a-z-]+):\n    name:", text, re.MULTILINE)
    (needs,) = re.findall(r"^    needs: \[(.+)\]$", text, re.MULTILINE)
    assert sorted(needs.split(", ")) == sorted(set(jobs) - {"release"})

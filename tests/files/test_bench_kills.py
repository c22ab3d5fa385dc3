"""The bench that kills an office takes nothing away that it did not make."""

from pathlib import Path

from bench.kills import disk


def test_what_lay_in_the_chosen_folder_stays(tmp_path: Path) -> None:
    kept = tmp_path / "penting.txt"
    kept.write_text("jangan hilang", "utf-8")
    with disk(tmp_path) as (folder, _):
        assert tmp_path in folder.parents
    assert [one.name for one in tmp_path.iterdir()] == ["penting.txt"]
    assert kept.read_text("utf-8") == "jangan hilang"

"""A folder that was thrown away and made anew while others read it."""

import shutil
from pathlib import Path

import numpy as np

from seawall.engine.codes import Codes
from seawall.engine.search.index import Index
from seawall.engine.search.tests.oracle import some_codes


def make(folder: Path, first: int, codes: Codes, merged: bool) -> None:
    with Index.open(folder, writable=True) as index:
        index.add(np.arange(first, first + len(codes)), codes)
        if merged:
            index.merge()


def test_a_reader_answers_from_the_new_index_and_not_from_files_of_the_same_names(tmp_path: Path) -> None:
    for merged in (False, True):
        folder, codes = tmp_path / str(merged), some_codes(20)
        make(folder, 0, codes[:10], merged)
        with Index.open(folder) as reader:
            assert reader.search(codes[:1]).id.tolist() == [0]
            shutil.rmtree(folder)
            make(folder, 100, codes[10:], merged)
            assert reader.search(codes[:1]).id.tolist() == []
            assert reader.search(codes[10:11]).id.tolist() == [100]

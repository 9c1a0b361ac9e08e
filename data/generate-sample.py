#!/usr/bin/env python3
# generate-sample.py: the large files of the sample directory
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Writes the file that is named, always with the same bytes.

Only random() is asked for numbers: its sequence for a seed is the one thing
that Python promises to keep.
"""

import os
import random
import sys

SYLLABLES = ('ba', 'cor', 'del', 'fen', 'gal', 'hir', 'jun', 'kel', 'lo', 'mar', 'nim', 'or',
             'pel', 'qui', 'ros', 'sal', 'tem', 'ul', 'ver', 'win')


def pick(numbers, values):
    return values[int(numbers.random() * len(values))]


def write_novel(numbers, stream):
    """12 MB of prose: long enough that counting its words shows."""
    words = [''.join(pick(numbers, SYLLABLES) for _ in range(1 + int(numbers.random() * 3)))
             for _ in range(2000)]
    pages = []
    for _ in range(64):
        lines = []
        for _ in range(40):
            lines.append(' '.join(pick(numbers, words) for _ in range(12)).capitalize() + '.')
        pages.append('\n'.join(lines) + '\n\n')

    size = 0
    chapter = 0
    while size < 12_000_000:
        chapter += 1
        text = 'Chapter %d\n\n%s' % (chapter, ''.join(pick(numbers, pages) for _ in range(8)))
        size += len(text)
        stream.write(text.encode('ascii'))


def write_log(numbers, stream):
    """50,000 lines of a web server that nobody runs."""
    paths = ['/%s/%s' % (pick(numbers, SYLLABLES), pick(numbers, SYLLABLES)) for _ in range(200)]
    for second in range(50_000):
        stream.write(b'192.0.2.%d - - [%02d:%02d:%02d] "GET %s HTTP/1.1" %d %d\n' % (
            int(numbers.random() * 254) + 1,
            second // 3600 % 24, second // 60 % 60, second % 60,
            pick(numbers, paths).encode('ascii'),
            pick(numbers, (200, 200, 200, 304, 404)),
            int(numbers.random() * 40_000)))


def write_survey(numbers, stream):
    """30,000 rows of a table."""
    stream.write(b'row,group,first,second,third\n')
    for row in range(1, 30_001):
        stream.write(b'%d,%s,%.4f,%.4f,%.4f\n' % (
            row, pick(numbers, SYLLABLES).encode('ascii'),
            numbers.random(), numbers.random() * 10, numbers.random() * 100))


def write_noise(numbers, stream):
    """300 KB in which nothing is to be found."""
    stream.write(bytes(int(numbers.random() * 256) for _ in range(300_000)))


WRITERS = {
    'novel.txt': write_novel,
    'access.log': write_log,
    'survey.csv': write_survey,
    'noise.bin': write_noise,
}


def main():
    if len(sys.argv) != 2 or os.path.basename(sys.argv[1]) not in WRITERS:
        print('usage: generate-sample.py [DIRECTORY/](%s)' % '|'.join(WRITERS), file=sys.stderr)
        return 2

    with open(sys.argv[1], 'wb') as stream:
        WRITERS[os.path.basename(sys.argv[1])](random.Random(42), stream)

    return 0


if __name__ == '__main__':
    sys.exit(main())

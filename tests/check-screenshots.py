#!/usr/bin/python3
# check-screenshots.py: the pictures that are shown, and those that are there
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks that README.md and the metainfo file show pictures of screenshots/.

Each picture named there must be one that is kept, small, and for the metainfo
file of no more pixels than software centers want.
"""

import argparse
import os
import re
import struct
import sys

README = 'README.md'
METAINFO = 'data/io.github.poolscope.Poolscope.metainfo.xml.in'
NAMED = re.compile(r'\bscreenshots/([\w.-]+\.\w+)')
MAX_BYTES = 200 * 1000
STORE_SIZE = (1000, 700)


def read_size(data):
    """The width and height of a PNG, or None."""
    if data[:8] != b'\x89PNG\r\n\x1a\n' or data[12:16] != b'IHDR':
        return None

    return struct.unpack('>II', data[16:24])


def find_faults(root, page):
    with open(os.path.join(root, page), encoding='utf-8') as stream:
        names = sorted(set(NAMED.findall(stream.read())))
    if not names:
        return ['%s shows no picture' % page]

    faults = []
    for name in names:
        path = os.path.join(root, 'screenshots', name)
        if not os.path.isfile(path):
            faults.append('%s shows %s, which is not there' % (page, name))
            continue
        with open(path, 'rb') as stream:
            data = stream.read()
        size = read_size(data)
        if size is None:
            faults.append('%s is not a PNG' % name)
        elif page == METAINFO and (size[0] > STORE_SIZE[0] or size[1] > STORE_SIZE[1]):
            faults.append('%s has %d × %d pixels' % ((name,) + size))
        if len(data) > MAX_BYTES:
            faults.append('%s has %d bytes' % (name, len(data)))

    return faults


def main():
    parser = argparse.ArgumentParser(description='Checks the pictures that are shown.')
    parser.add_argument('root')
    arguments = parser.parse_args()

    faults = [fault for page in (README, METAINFO)
              for fault in find_faults(arguments.root, page)]
    for fault in faults:
        print(fault)

    return 1 if faults else 0


if __name__ == '__main__':
    sys.exit(main())

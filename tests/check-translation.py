#!/usr/bin/python3
# check-translation.py: a language is complete
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Checks that a language translates every text that is in the source now.

msgfmt knows only the texts that the language's file holds already; what has
been added to the source since is found by extracting all of them again.
"""

import argparse
import os
import subprocess
import sys
import tempfile

# What Meson's preset "glib" looks for.
KEYWORDS = (
    '_', 'N_', 'C_:1c,2', 'NC_:1c,2',
    'g_dcgettext:2', 'g_dngettext:2,3', 'g_dpgettext2:2c,3',
)


def extract(root, template):
    command = ['xgettext', '--from-code=UTF-8', '--directory', root, '--output', template,
               '--files-from', os.path.join(root, 'po', 'POTFILES')]
    command += ['--keyword=' + keyword for keyword in KEYWORDS]
    subprocess.run(command, check=True)


def run(command):
    return subprocess.run(command, check=False).returncode == 0


def main():
    parser = argparse.ArgumentParser(description='Checks that a language is complete.')
    parser.add_argument('root')
    parser.add_argument('language')
    arguments = parser.parse_args()
    translation = os.path.join(arguments.root, 'po', arguments.language + '.po')

    with tempfile.TemporaryDirectory() as scratch:
        template = os.path.join(scratch, 'poolscope.pot')
        extract(arguments.root, template)
        complete = run(['msgcmp', translation, template])
    well_formed = run(['msgfmt', '--check', '--statistics', '--output-file=/dev/null',
                       translation])
    if not complete:
        print('“meson compile -C _build poolscope-update-po” brings in what is missing.')

    return 0 if complete and well_formed else 1


if __name__ == '__main__':
    sys.exit(main())

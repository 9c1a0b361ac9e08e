#!/usr/bin/python3
# check-help.py: the options of --help, the man page and the completion agree
#
# Copyright 2026 The Poolscope developers
# SPDX-License-Identifier: GPL-3.0-or-later

"""Compares the long options that three places name, in all directions.

A value is compared as far as that it is there: --mode=MODE is not --mode.
"""

import argparse
import re
import subprocess
import sys

OPTION = re.compile(r'(?<![\w-])(--[a-z][a-z-]*)(=?)')


def run_help(command):
    result = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding='utf-8')

    return result.stdout


def read_help(text):
    """The options that head a line, maybe after their short form."""
    return set(re.findall(r'^ +(?:-\w, )?(--[a-z][a-z-]*=?)', text, re.MULTILINE))


def read_man_page(path):
    """The options that head a paragraph of the man page."""
    with open(path, encoding='utf-8') as stream:
        lines = stream.read().replace('\\-', '-').splitlines()

    options = set()
    for before, line in zip(lines, lines[1:]):
        match = re.match(r'\.[BIR]+ (--[a-z][a-z-]*=?)', line)
        if before == '.TP' and match:
            options.add(match.group(1))

    return options


def read_completion(path):
    """The options that the completion offers after the subcommand."""
    with open(path, encoding='utf-8') as stream:
        text = stream.read()

    offered = text[text.index('-*)'):]

    return {name + value for name, value in OPTION.findall(offered)}


def main():
    parser = argparse.ArgumentParser(description='Compares --help with its documentation.')
    parser.add_argument('program')
    parser.add_argument('man_page')
    parser.add_argument('completion')
    arguments = parser.parse_args()

    # --version belongs to the program, not to its command; it stands in the
    # man page, which is about both.
    general = run_help([arguments.program, '--help'])
    expected = read_help(run_help([arguments.program, 'run', '--help']))
    places = {
        arguments.man_page: (read_man_page(arguments.man_page), expected | {'--version'}),
        arguments.completion: (read_completion(arguments.completion), expected),
    }

    problems = []
    if len(expected) < 10:
        problems.append('“run --help” names hardly any option: %s' % sorted(expected))
    if '--version' not in general:
        problems.append('“--help” does not name --version')
    for path, (found, wanted) in places.items():
        problems += ['%s does not name %s' % (path, option) for option in sorted(wanted - found)]
        problems += ['%s names %s, which “run --help” does not' % (path, option)
                     for option in sorted(found - wanted)]
    for problem in problems:
        print(problem)

    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())

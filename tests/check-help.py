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

COMMANDS = {'run': 20, 'sweep': 20, 'history': 8}
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


def read_completion(path, command):
    """The options that the completion offers after the command."""
    with open(path, encoding='utf-8') as stream:
        text = stream.read()

    offered = re.search(r"%s_options='([^']*)'" % command, text).group(1)

    return {name + value for name, value in OPTION.findall(offered)}


def main():
    parser = argparse.ArgumentParser(description='Compares --help with its documentation.')
    parser.add_argument('program')
    parser.add_argument('man_page')
    parser.add_argument('completion')
    arguments = parser.parse_args()

    # --version belongs to the program, not to its commands; it stands in the
    # man page, which is about all of them.
    general = run_help([arguments.program, '--help'])
    expected = {
        command: read_help(run_help([arguments.program, command, '--help']))
        for command in COMMANDS
    }
    places = {
        arguments.man_page: (read_man_page(arguments.man_page),
                             set().union(*expected.values()) | {'--version'}),
    }
    for command, options in expected.items():
        places['%s (%s)' % (arguments.completion, command)] = (
            read_completion(arguments.completion, command), options)

    problems = []
    for command, options in expected.items():
        if len(options) < COMMANDS[command]:
            problems.append('“%s --help” names hardly any option: %s' % (command, sorted(options)))
        if not re.search(r'^ +%s ' % command, general, re.MULTILINE):
            problems.append('“--help” does not name %s' % command)
    if '--version' not in general:
        problems.append('“--help” does not name --version')
    for path, (found, wanted) in places.items():
        problems += ['%s does not name %s' % (path, option) for option in sorted(wanted - found)]
        problems += ['%s names %s, which “--help” does not' % (path, option)
                     for option in sorted(found - wanted)]
    for problem in problems:
        print(problem)

    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())

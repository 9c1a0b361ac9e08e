/* main.c: poolscope-cli
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-cli.h"

int
main (int   argc,
      char *argv[])
{
  return psc_cli_main (argc, argv);
}

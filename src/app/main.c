/* main.c: poolscope
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-application.h"

int
main (int    argc,
      char **argv)
{
  return psc_application_main (argc, argv);
}

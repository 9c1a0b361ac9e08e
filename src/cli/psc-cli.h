/* psc-cli.h: the command line
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Exit statuses, which scripts rely on; a run or sweep that signal n stopped exits
 * with 128 + n. */
typedef enum
{
  PSC_CLI_OK       = 0, /* every outcome is ok or nonzero */
  PSC_CLI_OUTCOMES = 1, /* some are not, or an output could not be written, or
                         * the run not be kept */
  PSC_CLI_USAGE    = 2,
  PSC_CLI_NO_RUN   = 3, /* the run could not be made */
} PscCliStatus;

int  psc_cli_main        (int          argc,
                          char       **argv);
int  psc_cli_run         (GStrv        argv);
int  psc_cli_sweep       (GStrv        argv);
int  psc_cli_history     (GStrv        argv);
void psc_cli_print_error (const char  *message);
int  psc_cli_refuse      (const char  *command,
                          GError      *error);

G_END_DECLS

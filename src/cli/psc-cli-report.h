/* psc-cli-report.h: a run on standard output
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-run.h"

G_BEGIN_DECLS

gboolean psc_cli_report_run (PscRun   *run,
                             gboolean  with_tasks);

G_END_DECLS

/* psc-cli-exports.h: the files that are to be written
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-exercise.h"
#include "psc-figure-file.h"

G_BEGIN_DECLS

/* What options ask for.  Paths are %NULL for what is not wanted; "-" is
 * standard output. */
typedef struct
{
  char             *json;
  char             *csv;
  char             *trace;
  char             *chart;
  char             *orientation; /* as it is written, until it is parsed */
  char             *size;
  PscFigureOptions  figure;      /* once it is parsed */
} PscCliExports;

void     psc_cli_exports_add_run_entries   (PscCliExports   *self,
                                            GOptionContext  *context);
void     psc_cli_exports_add_sweep_entries (PscCliExports   *self,
                                            GOptionContext  *context);
gboolean psc_cli_exports_parse             (PscCliExports   *self,
                                            GError         **error);
gboolean psc_cli_exports_has_file          (const PscCliExports *self);
gboolean psc_cli_exports_has_standard      (const PscCliExports *self);
gboolean psc_cli_exports_write_run         (const PscCliExports *self,
                                            PscRun          *run);
gboolean psc_cli_exports_write_exercise    (const PscCliExports *self,
                                            PscExercise     *exercise);
void     psc_cli_exports_clear             (PscCliExports   *self);

G_END_DECLS

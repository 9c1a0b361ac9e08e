/* psc-cli-sweep-options.h: the options of a sweep, as they are written
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-cli-exports.h"
#include "psc-cli-files.h"
#include "psc-sweep.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray       *points;  /* PscSettings */
  PscSweepOptions  sweep;
  PscCliFiles      files;
  PscCliExports    exports;
  gboolean         quiet;
} PscCliSweepOptions;

PscCliSweepOptions *psc_cli_sweep_options_parse (GStrv                argv,
                                                 GError             **error)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void                psc_cli_sweep_options_free  (PscCliSweepOptions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCliSweepOptions, psc_cli_sweep_options_free)

G_END_DECLS

/* psc-cli-options.h: the options of a run, as they are written
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-cli-exports.h"
#include "psc-cli-files.h"
#include "psc-settings.h"

G_BEGIN_DECLS

typedef struct
{
  PscSettings   *settings;
  PscCliFiles    files;
  PscCliExports  exports;
  gboolean       keep;      /* in the history */
  gboolean       quiet;
} PscCliOptions;

PscCliOptions *psc_cli_options_parse (GStrv           argv,
                                      GError        **error)
                                      G_GNUC_WARN_UNUSED_RESULT;
void           psc_cli_options_free  (PscCliOptions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCliOptions, psc_cli_options_free)

G_END_DECLS

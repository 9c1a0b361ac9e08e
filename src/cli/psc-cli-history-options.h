/* psc-cli-history-options.h: what is wanted of the history
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-cli-exports.h"

G_BEGIN_DECLS

typedef enum
{
  PSC_CLI_HISTORY_LIST,
  PSC_CLI_HISTORY_SHOW,
  PSC_CLI_HISTORY_EXPORT,
  PSC_CLI_HISTORY_DELETE,
} PscCliHistoryAction;
#define PSC_CLI_N_HISTORY_ACTIONS 4

typedef struct
{
  PscCliHistoryAction  action;
  GArray              *ids;        /* gint64: at least one unless it lists */
  char                *search;     /* (nullable): what listed entries contain */
  char                *limit_text; /* as it is written, until it is parsed */
  guint                limit;      /* 0: all entries */
  PscCliExports        exports;
} PscCliHistoryOptions;

PscCliHistoryOptions *psc_cli_history_options_parse (GStrv                  argv,
                                                     GError               **error)
                                                     G_GNUC_WARN_UNUSED_RESULT;
void                  psc_cli_history_options_free  (PscCliHistoryOptions  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PscCliHistoryOptions,
                               psc_cli_history_options_free)

G_END_DECLS

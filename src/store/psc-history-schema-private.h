/* psc-history-schema-private.h: the history's tables, and how they became
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-db-private.h"

G_BEGIN_DECLS

/* “PSCP”, by which “file” and others can tell the database. */
#define PSC_HISTORY_APPLICATION_ID 0x50534350

/* Element i brings a database of version i to version i + 1; an empty one is
 * of version 0.  A step never changes once it has been released.  A new one
 * sets min_reader in the table meta when programs that know fewer steps cannot
 * read any more what they read before. */
extern const char * const _psc_history_steps[];
extern const guint        _psc_history_n_steps;

typedef enum
{
  PSC_HISTORY_SCHEMA_GOOD,
  PSC_HISTORY_SCHEMA_NEWER,   /* can be read, but not written */
  PSC_HISTORY_SCHEMA_FOREIGN, /* of a newer program, and cannot be read */
  PSC_HISTORY_SCHEMA_DAMAGED, /* no history, or not as it was made */
} PscHistorySchema;

PscHistorySchema _psc_history_schema_check   (PscHistoryDb       *db,
                                              const char * const *steps,
                                              guint               n_steps);
gboolean         _psc_history_schema_has     (PscHistoryDb       *db,
                                              const char         *table,
                                              const char         *columns);
void             _psc_history_schema_upgrade (PscHistoryDb       *db,
                                              const char * const *steps,
                                              guint               n_steps);

G_END_DECLS

/* psc-history-private.h: the inside of a history, for the files that implement it
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-history-writer-private.h"
#include "psc-history.h"

G_BEGIN_DECLS

struct _PscHistory
{
  GObject             parent_instance;

  /* Owned */
  char               *path;
  GSource            *wake;
  PscHistoryWriter   *writer;
  GThreadPool        *readers;
  GListStore         *entries; /* PscHistoryEntry, the newest first */
  GHashTable         *by_key;  /* PscHistoryKey to PscHistoryEntry */
  GPtrArray          *followed; /* Followed */
  GFileMonitor       *monitor; /* (nullable) */
  char               *problem; /* (nullable) */

  guint64             size;
  gboolean            writable; /* as far as is known */
};

void _psc_history_read_func  (gpointer         data,
                              gpointer         user_data);
void _psc_history_take_read  (PscHistoryEvent *event);
void _psc_history_show_entry (PscHistory      *self,
                              PscHistoryEntry *entry);
void _psc_history_hide_entry (PscHistory      *self,
                              PscHistoryEntry *entry);

G_END_DECLS

/* psc-account-bar-private.h: what the files of the account bar share
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "psc-account-bar.h"
#include "psc-legend-box.h"

G_BEGIN_DECLS

/* One part of the area, with its stretch of the bar and its legend entry,
 * which the widget holds as its children. */
typedef struct
{
  PscPartKind  kind;
  guint        id;      /* psc_part_id() */
  char        *name;
  GtkWidget   *swatch;
  GtkWidget   *entry;
  gint64       time_ns;
  int          begin;   /* where it was allocated, whatever its width */
  int          end;
} PscAccountBarPart;

struct _PscAccountBar
{
  GtkWidget     parent_instance;

  /* Owned */
  GArray       *parts;  /* PscAccountBarPart, in the bar's order */
  PscLegendBox *legend;

  /* Borrowed */
  GtkWidget    *sum;    /* the legend's last entry */

  guint         n_lanes;
  gint64        length_ns;
  gint64        total_ns;

  /* Parts by id. */
  guint         hovered;
  guint         pinned;
  guint         marked;
  guint         lit;
};

void _psc_account_bar_class_init_layout (GtkWidgetClass     *widget_class);
void _psc_account_bar_class_init_light  (PscAccountBarClass *klass);
void _psc_account_bar_init_part         (PscAccountBar      *self,
                                         PscAccountBarPart  *part);
void _psc_account_bar_unlight           (PscAccountBar      *self);
guint _psc_account_bar_get_framed       (PscAccountBar      *self);

G_END_DECLS

/* psc-point-item.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-point-item"

#include "config.h"

#include "psc-point-item.h"

struct _PscPointItem
{
  GObject    parent_instance;

  /* Owned */
  GPtrArray *points;

  guint      index;
};

G_DEFINE_FINAL_TYPE (PscPointItem, psc_point_item, G_TYPE_OBJECT)

static void
psc_point_item_finalize (GObject *object)
{
  PscPointItem *self = PSC_POINT_ITEM (object);

  g_clear_pointer (&self->points, g_ptr_array_unref);

  G_OBJECT_CLASS (psc_point_item_parent_class)->finalize (object);
}

static void
psc_point_item_class_init (PscPointItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = psc_point_item_finalize;
}

static void
psc_point_item_init (PscPointItem *self)
{
}

/**
 * psc_point_item_new:
 * @points: (element-type PscPoint): all of a sweep's
 * @index: which one, from 0
 *
 * Makes a row.
 */
PscPointItem *
psc_point_item_new (GPtrArray *points,
                    guint      index)
{
  PscPointItem *self;

  g_return_val_if_fail (index < points->len, NULL);

  self = g_object_new (PSC_TYPE_POINT_ITEM, NULL);
  self->points = g_ptr_array_ref (points);
  self->index = index;

  return self;
}

/**
 * psc_point_item_dup_text:
 *
 * Returns: (transfer full): a cell
 */
char *
psc_point_item_dup_text (PscPointItem   *self,
                         PscSweepColumn  column)
{
  g_return_val_if_fail (PSC_IS_POINT_ITEM (self), NULL);

  return psc_sweep_table_dup_cell (self->points, self->index, column);
}

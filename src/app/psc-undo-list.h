/* psc-undo-list.h: what has just been removed, while toasts offer it back
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define PSC_TYPE_UNDO_LIST (psc_undo_list_get_type ())
G_DECLARE_FINAL_TYPE (PscUndoList, psc_undo_list, PSC, UNDO_LIST, GObject)

/* Brings back what @owner has removed. */
typedef void (*PscUndoFunc) (gpointer owner,
                             gpointer removed);

/* Property: "can-undo", whether there is anything to take back. */

PscUndoList *psc_undo_list_find         (GtkWidget      *widget);

gboolean     psc_undo_list_get_can_undo (PscUndoList    *self);
void         psc_undo_list_offer        (PscUndoList    *self,
                                         const char     *text,
                                         PscUndoFunc     func,
                                         gpointer        owner,
                                         gpointer        removed,
                                         GDestroyNotify  free_removed);
void         psc_undo_list_undo         (PscUndoList    *self);

G_END_DECLS

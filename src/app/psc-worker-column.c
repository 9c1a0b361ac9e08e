/* psc-worker-column.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-worker-column"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-worker-column-private.h"

static void
show_item (PscWorkerItem *item,
           GtkListItem   *list_item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell),
                                                      "psc-column"));
  g_autofree char *text = psc_worker_item_dup_text (item, column);
  g_autofree char *explanation = psc_worker_item_dup_explanation (item,
                                                                  column);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_widget_set_tooltip_text (cell, explanation);
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  guint column = GPOINTER_TO_UINT (user_data);
  gboolean number = column != PSC_WORKER_COLUMN_END;
  GtkWidget *cell = gtk_inscription_new (NULL);
  guint width = number ? 6 : 12;

  g_object_set (cell,
                "min-chars", width,
                "nat-chars", width,
                "text-overflow", GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                "xalign", number ? 1.f : 0.f,
                NULL);

  /* Figures are never written from right to left. */
  if (number)
    gtk_widget_set_direction (cell, GTK_TEXT_DIR_LTR);

  g_object_set_data (G_OBJECT (cell), "psc-column", user_data);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  PscWorkerItem *item = gtk_list_item_get_item (list_item);

  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)),
                     "psc-item", item);
  show_item (item, list_item);
  g_signal_connect (item, "changed", G_CALLBACK (show_item), list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  g_object_set_data (G_OBJECT (gtk_list_item_get_child (list_item)),
                     "psc-item", NULL);
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        show_item, list_item);
}

static int
compare_cb (gconstpointer a,
            gconstpointer b,
            gpointer      user_data)
{
  return psc_worker_item_compare ((PscWorkerItem *) a, (PscWorkerItem *) b,
                                  GPOINTER_TO_UINT (user_data));
}

static const char *
get_title (PscWorkerColumn column)
{
  switch (column)
    {
    case PSC_WORKER_COLUMN_NUMBER:
      return _("Worker");

    case PSC_WORKER_COLUMN_LANE:
      return _("Lane");

    case PSC_WORKER_COLUMN_ID:
      /* Translators: the number that the kernel gave a process or thread. */
      return _("PID");

    case PSC_WORKER_COLUMN_REQUESTED:
      return _("Requested");

    case PSC_WORKER_COLUMN_START_UP:
      return _("Start-up");

    case PSC_WORKER_COLUMN_FILES:
      return _("Files");

    case PSC_WORKER_COLUMN_CHUNKS:
      return _("Chunks");

    case PSC_WORKER_COLUMN_BUSY:
      return _("Busy");

    case PSC_WORKER_COLUMN_ENDED:
      /* Translators: when a worker ended. */
      return _("Ended");

    case PSC_WORKER_COLUMN_END:
    default:
      /* Translators: how a worker ended. */
      return _("End");
    }
}

/**
 * _psc_worker_column_new:
 *
 * Makes a column with its cells and its order.
 */
GtkColumnViewColumn *
_psc_worker_column_new (PscWorkerColumn column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  gpointer data = GUINT_TO_POINTER (column);
  g_autoptr (GtkSorter) sorter =
    GTK_SORTER (gtk_custom_sorter_new (compare_cb, data, NULL));
  GtkColumnViewColumn *view_column;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), data);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  view_column = gtk_column_view_column_new (get_title (column), factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column,
                                     column == PSC_WORKER_COLUMN_END);
  gtk_column_view_column_set_sorter (view_column, sorter);

  return view_column;
}

/**
 * _psc_worker_column_get_item:
 * @place: a cell, a row, or what they are made of
 *
 * Returns: (transfer none) (nullable): the worker whose row that is
 */
PscWorkerItem *
_psc_worker_column_get_item (GtkWidget *place)
{
  for (GtkWidget *below = place;
       below != NULL;
       below = gtk_widget_get_first_child (below))
    {
      PscWorkerItem *item = g_object_get_data (G_OBJECT (below), "psc-item");

      if (item != NULL)
        return item;
    }

  return NULL;
}

/* psc-task-column.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-column"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-outcome.h"
#include "psc-task-item.h"
#include "psc-task-table-private.h"

static char *
dup_outcome_text (PscTaskItem *item)
{
  PscOutcome outcome = psc_task_item_get_outcome (item);
  g_autofree char *reason = psc_task_item_dup_reason (item);

  if (outcome == PSC_OUTCOME_NONE)
    return g_strdup ("");
  if (reason == NULL)
    return g_strdup (psc_outcome_get_label (outcome));

  return g_strdup_printf ("%s · %s", psc_outcome_get_label (outcome), reason);
}

static char *
dup_text (PscTaskItem *item,
          guint        column)
{
  guint worker;
  gint64 time_ns;

  switch (column)
    {
    case PSC_TASK_COLUMN_NAME:
      return psc_task_item_dup_name (item);

    case PSC_TASK_COLUMN_WORKER:
      worker = psc_task_item_get_worker (item);
      return worker != 0 ? g_strdup_printf ("%u", worker) : g_strdup ("");

    case PSC_TASK_COLUMN_TIME:
      time_ns = psc_task_item_get_time_ns (item);
      return time_ns >= 0 ? psc_format_duration (time_ns) : g_strdup ("");

    case PSC_TASK_COLUMN_OUTCOME:
      return g_strdup (psc_task_item_get_outcome (item) != PSC_OUTCOME_NONE
                       ? psc_outcome_get_label (
                           psc_task_item_get_outcome (item))
                       : "");

    default:
      return psc_task_item_dup_step_text (item, column - PSC_TASK_COLUMN_STEP);
    }
}

static void
show_item (GtkListItem *list_item,
           PscTaskItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell),
                                                      "psc-column"));
  g_autofree char *text = dup_text (item, column);

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  if (column == PSC_TASK_COLUMN_OUTCOME)
    {
      g_free (text);
      text = dup_outcome_text (item);
    }
  if (column == PSC_TASK_COLUMN_NAME || column >= PSC_TASK_COLUMN_OUTCOME)
    gtk_widget_set_tooltip_text (cell, *text != '\0' ? text : NULL);
}

static void
item_ended_cb (PscTaskItem *item,
               GParamSpec  *pspec,
               GtkListItem *list_item)
{
  show_item (list_item, item);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item)
{
  PscTaskItem *item = gtk_list_item_get_item (list_item);

  show_item (list_item, item);
  g_signal_connect (item, "notify::outcome", G_CALLBACK (item_ended_cb),
                    list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        item_ended_cb, list_item);
}

/* The compute step's numbers stand like the others. */
static gboolean
is_number (PscPipeline *pipeline,
           guint        column)
{
  if (column >= PSC_TASK_COLUMN_STEP)
    return psc_pipeline_step_is_compute (pipeline,
                                         column - PSC_TASK_COLUMN_STEP);

  return column == PSC_TASK_COLUMN_WORKER || column == PSC_TASK_COLUMN_TIME;
}

static int
get_width (guint    column,
           gboolean number)
{
  if (column == PSC_TASK_COLUMN_WORKER || column == PSC_TASK_COLUMN_TIME)
    return 7;

  return number ? 13 : 11;
}

/* Widths are in characters and do not follow the text, so that columns stand
 * still while a run fills them. */
static void
setup_cell (GtkListItem *list_item,
            guint        column,
            gboolean     number)
{
  GtkWidget *cell = gtk_inscription_new (NULL);
  int width = get_width (column, number);

  g_object_set (cell,
                "min-chars", width,
                "nat-chars", width,
                "text-overflow",
                column == PSC_TASK_COLUMN_NAME
                ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                "xalign", number ? 1.f : 0.f,
                NULL);

  /* Figures and what tools say are never written from right to left. */
  if (number || column >= PSC_TASK_COLUMN_STEP)
    gtk_widget_set_direction (cell, GTK_TEXT_DIR_LTR);

  g_object_set_data (G_OBJECT (cell), "psc-column",
                     GUINT_TO_POINTER (column));
  gtk_list_item_set_child (list_item, cell);
}

static void
setup_text_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               gpointer                  user_data)
{
  setup_cell (list_item, GPOINTER_TO_UINT (user_data), FALSE);
}

static void
setup_number_cb (GtkSignalListItemFactory *factory,
                 GtkListItem              *list_item,
                 gpointer                  user_data)
{
  setup_cell (list_item, GPOINTER_TO_UINT (user_data), TRUE);
}

static int
compare_step_times (gconstpointer a,
                    gconstpointer b,
                    gpointer      user_data)
{
  guint step = GPOINTER_TO_UINT (user_data);
  gint64 time_a = psc_task_item_get_step_time_ns ((PscTaskItem *) a, step);
  gint64 time_b = psc_task_item_get_step_time_ns ((PscTaskItem *) b, step);

  return (time_a > time_b) - (time_a < time_b);
}

static GtkSorter *
new_numeric_sorter (const char *property)
{
  return GTK_SORTER (gtk_numeric_sorter_new (
    gtk_property_expression_new (PSC_TYPE_TASK_ITEM, NULL, property)));
}

/* Steps are sorted by their times: what they say has no order. */
static GtkSorter *
new_sorter (guint column)
{
  switch (column)
    {
    case PSC_TASK_COLUMN_NAME:
      return new_numeric_sorter ("index");

    case PSC_TASK_COLUMN_WORKER:
      return new_numeric_sorter ("worker");

    case PSC_TASK_COLUMN_TIME:
      return new_numeric_sorter ("time-ns");

    case PSC_TASK_COLUMN_OUTCOME:
      return new_numeric_sorter ("outcome");

    default:
      return GTK_SORTER (gtk_custom_sorter_new (
        compare_step_times, GUINT_TO_POINTER (column - PSC_TASK_COLUMN_STEP),
        NULL));
    }
}

static const char *
get_title (PscPipeline *pipeline,
           guint        column)
{
  switch (column)
    {
    case PSC_TASK_COLUMN_NAME:
      return _("Name");

    case PSC_TASK_COLUMN_WORKER:
      return _("Worker");

    case PSC_TASK_COLUMN_TIME:
      return _("Time");

    case PSC_TASK_COLUMN_OUTCOME:
      return _("Outcome");

    default:
      return psc_pipeline_get_step (pipeline,
                                    column - PSC_TASK_COLUMN_STEP)->name;
    }
}

/**
 * _psc_task_column_new:
 * @pipeline: whose steps the table shows
 * @column: what the column shows, a PscTaskColumn
 *
 * Makes a column with its cells and its order.
 */
GtkColumnViewColumn *
_psc_task_column_new (PscPipeline *pipeline,
                      guint        column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = new_sorter (column);
  gboolean number = is_number (pipeline, column);
  GtkColumnViewColumn *view_column;

  g_signal_connect (factory, "setup",
                    number ? G_CALLBACK (setup_number_cb)
                           : G_CALLBACK (setup_text_cb),
                    GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  view_column = gtk_column_view_column_new (get_title (pipeline, column),
                                            factory);
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column, !number);
  gtk_column_view_column_set_sorter (view_column, sorter);

  return view_column;
}

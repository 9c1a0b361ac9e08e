/* psc-task-column.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-column"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-swatch.h"
#include "psc-task-order.h"
#include "psc-task-table-private.h"

#define SIGN_GAP_PX 5

static char *
dup_number (guint number)
{
  return number != 0 ? g_strdup_printf ("%u", number) : g_strdup ("");
}

static char *
dup_duration (gint64 time_ns)
{
  return time_ns >= 0 ? psc_format_duration (time_ns) : g_strdup ("");
}

static const char *
get_outcome_label (PscTaskItem *item)
{
  return psc_task_item_get_outcome (item) != PSC_OUTCOME_NONE
         ? psc_task_item_get_outcome_label (item) : "";
}

static void
show_outcome (GtkWidget   *cell,
              PscTaskItem *item)
{
  GtkWidget *sign = gtk_widget_get_first_child (cell);
  GtkWidget *label = gtk_widget_get_last_child (cell);
  PscOutcome outcome = psc_task_item_get_outcome (item);

  gtk_inscription_set_text (GTK_INSCRIPTION (label),
                            get_outcome_label (item));

  if (sign != label)
    gtk_box_remove (GTK_BOX (cell), sign);
  if (outcome > PSC_OUTCOME_OK)
    {
      sign = psc_swatch_new_for_outcome (outcome);
      gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
      gtk_box_prepend (GTK_BOX (cell), sign);
    }
}

static guint
get_key (GtkWidget *cell)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (cell), "psc-key"));
}

/* A widget that is given another tooltip asks the display where the pointer
 * is, hundreds of times when a list shows other rows; it is asked here. */
static gboolean
query_tooltip_cb (GtkWidget   *cell,
                  int          x,
                  int          y,
                  gboolean     keyboard_mode,
                  GtkTooltip  *tooltip,
                  GtkListItem *list_item)
{
  PscTaskItem *item = gtk_list_item_get_item (list_item);
  guint key = get_key (cell);
  g_autofree char *text = NULL;

  if (item == NULL)
    return FALSE;

  text = key == PSC_TASK_KEY_OUTCOME ? psc_task_item_dup_reason (item)
                                     : _psc_task_column_dup_text (item, key);
  gtk_tooltip_set_text (tooltip, text);

  return text != NULL && *text != '\0';
}

static void
show_item (GtkListItem *list_item,
           PscTaskItem *item)
{
  GtkWidget *cell = gtk_list_item_get_child (list_item);
  guint key = get_key (cell);
  g_autofree char *text = NULL;

  if (key == PSC_TASK_KEY_OUTCOME)
    {
      show_outcome (cell, item);
      return;
    }

  text = _psc_task_column_dup_text (item, key);
  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
}

static void
item_changed_cb (PscTaskItem *item,
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
  g_signal_connect (item, "changed", G_CALLBACK (item_changed_cb), list_item);
}

static void
unbind_cb (GtkSignalListItemFactory *factory,
           GtkListItem              *list_item)
{
  g_signal_handlers_disconnect_by_func (gtk_list_item_get_item (list_item),
                                        item_changed_cb, list_item);
}

/* The compute step's numbers stand like the others. */
static gboolean
is_number (PscPipeline *pipeline,
           guint        key)
{
  if (key >= PSC_TASK_KEY_STEP)
    return psc_pipeline_step_is_compute (pipeline, key - PSC_TASK_KEY_STEP);

  return key != PSC_TASK_KEY_LISTING && key != PSC_TASK_KEY_OUTCOME;
}

/* In characters.  Text can do with less than it likes, as its tooltip has all of
 * it; a number that is cut is another one. */
static void
get_widths (guint     key,
            gboolean  number,
            int      *min,
            int      *nat)
{
  if (key >= PSC_TASK_KEY_STEP)
    {
      *min = number ? 12 : 7;
      *nat = number ? 13 : 11;
    }
  else if (key == PSC_TASK_KEY_LISTING)
    {
      *min = 9;
      *nat = 16;
    }
  else if (key == PSC_TASK_KEY_OUTCOME)
    {
      *min = 7;
      *nat = 13;
    }
  else
    {
      *min = *nat = key == PSC_TASK_KEY_WORKER || key == PSC_TASK_KEY_CHUNK ? 4
                                                                           : 7;
    }
}

/* Widths do not follow the text, so that columns stand still while a run fills
 * them. */
static GtkWidget *
new_inscription (guint    key,
                 gboolean number)
{
  GtkWidget *inscription = gtk_inscription_new (NULL);
  int min, nat;

  get_widths (key, number, &min, &nat);
  g_object_set (inscription,
                "min-chars", min,
                "nat-chars", nat,
                "text-overflow",
                key == PSC_TASK_KEY_LISTING
                ? GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_MIDDLE
                : GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END,
                "xalign", number ? 1.f : 0.f,
                NULL);

  /* Figures and what tools say are never written from right to left. */
  if (number || key >= PSC_TASK_KEY_STEP)
    gtk_widget_set_direction (inscription, GTK_TEXT_DIR_LTR);

  return inscription;
}

static void
setup_cell (GtkListItem *list_item,
            guint        key,
            gboolean     number)
{
  GtkWidget *cell = new_inscription (key, number);

  if (key == PSC_TASK_KEY_OUTCOME)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, SIGN_GAP_PX);

      gtk_widget_set_hexpand (cell, TRUE);
      gtk_box_append (GTK_BOX (box), cell);
      cell = box;
    }

  if (key >= PSC_TASK_KEY_STEP || !number)
    {
      gtk_widget_set_has_tooltip (cell, TRUE);
      g_signal_connect_object (cell, "query-tooltip",
                               G_CALLBACK (query_tooltip_cb), list_item, 0);
    }

  g_object_set_data (G_OBJECT (cell), "psc-key", GUINT_TO_POINTER (key));
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

/* The list sorts itself; a column has a sorter for its header, which asks to
 * be clicked then.  GTK 4.8 does not say by which column a view is sorted, but
 * its sorter asks the sorter of that column to compare: this one only tells
 * who it is. */
static int
tell_key (gconstpointer a,
          gconstpointer b,
          gpointer      user_data)
{
  *(guint *) a = GPOINTER_TO_UINT (user_data);

  return 1;
}

/**
 * _psc_task_column_get_title:
 * @pipeline: whose steps the table shows
 * @key: the column
 *
 * What stands in the column's header.
 */
const char *
_psc_task_column_get_title (PscPipeline *pipeline,
                            guint        key)
{
  switch (key)
    {
    case PSC_TASK_KEY_LISTING:
      return _("Name");

    case PSC_TASK_KEY_WORKER:
      return _("Worker");

    case PSC_TASK_KEY_CHUNK:
      return _("Chunk");

    case PSC_TASK_KEY_START:
      return C_("column", "Start");

    case PSC_TASK_KEY_TIME:
      return _("Time");

    case PSC_TASK_KEY_OUTCOME:
      return _("Outcome");

    default:
      return psc_pipeline_get_step (pipeline, key - PSC_TASK_KEY_STEP)->name;
    }
}

/**
 * _psc_task_column_dup_text:
 * @key: the column
 *
 * Returns: (transfer full): what stands in the item's cell, in one line
 */
char *
_psc_task_column_dup_text (PscTaskItem *item,
                           guint        key)
{
  switch (key)
    {
    case PSC_TASK_KEY_LISTING:
      return psc_task_item_dup_name (item);

    case PSC_TASK_KEY_WORKER:
      return dup_number (psc_task_item_get_worker (item));

    case PSC_TASK_KEY_CHUNK:
      return dup_number (psc_task_item_get_chunk (item));

    case PSC_TASK_KEY_START:
      return dup_duration (psc_task_item_get_start_ns (item));

    case PSC_TASK_KEY_TIME:
      return dup_duration (psc_task_item_get_time_ns (item));

    case PSC_TASK_KEY_OUTCOME:
      return g_strdup (get_outcome_label (item));

    default:
      return psc_task_item_dup_step_text (item, key - PSC_TASK_KEY_STEP);
    }
}

/**
 * _psc_task_column_read_sort:
 * @sorter: of a view with columns made here
 * @key: (out): the column that counts first
 * @descending: (out): whether it is turned around
 *
 * Finds out what the user has made of the headers.
 *
 * Returns: whether the view is sorted at all
 */
gboolean
_psc_task_column_read_sort (GtkSorter *sorter,
                            guint     *key,
                            gboolean  *descending)
{
  GtkOrdering ordering = gtk_sorter_compare (sorter, key, descending);

  *descending = ordering == GTK_ORDERING_SMALLER;

  return ordering != GTK_ORDERING_EQUAL;
}

/**
 * _psc_task_column_new:
 * @pipeline: whose steps the table shows
 * @key: what the column shows and is sorted by, a PscTaskKey
 *
 * Makes a column with its cells.
 */
GtkColumnViewColumn *
_psc_task_column_new (PscPipeline *pipeline,
                      guint        key)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkSorter) sorter = GTK_SORTER (
    gtk_custom_sorter_new (tell_key, GUINT_TO_POINTER (key), NULL));
  gboolean number = is_number (pipeline, key);
  GtkColumnViewColumn *column;

  g_signal_connect (factory, "setup",
                    number ? G_CALLBACK (setup_number_cb)
                           : G_CALLBACK (setup_text_cb),
                    GUINT_TO_POINTER (key));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_cb), NULL);

  column = gtk_column_view_column_new (_psc_task_column_get_title (pipeline,
                                                                   key),
                                       factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_expand (column, !number);
  gtk_column_view_column_set_sorter (column, sorter);

  return column;
}

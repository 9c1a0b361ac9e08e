/* psc-result-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-result-list"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-exercise-answer.h"
#include "psc-format.h"
#include "psc-result-list.h"
#include "psc-undo-list.h"

struct _PscResultList
{
  AdwBin            parent_instance;

  /* Template widgets */
  GtkListBox       *list;
  GtkWidget        *delete_all;
  GtkLabel         *empty;

  /* Owned */
  PscExerciseStore *store; /* (nullable) */
  GPtrArray        *shown; /* PscExerciseResult, by row */

  PscExerciseKind   kind;
};

G_DEFINE_FINAL_TYPE (PscResultList, psc_result_list, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_answer (PscExerciseResult *result,
            guint              choice)
{
  guint n;

  if (result->kind != PSC_EXERCISE_WORKERS)
    return g_strdup (psc_exercise_kind_get_answer (result->kind, choice));

  n = result->options.counts[choice];

  return g_strdup_printf (ngettext ("%u worker", "%u workers", n), n);
}

static char *
dup_title (PscExerciseResult *result)
{
  g_autoptr (GDateTime) local = g_date_time_to_local (result->made);
  g_autofree char *time = g_date_time_format (local, "%x %H:%M");
  g_autofree char *directory =
    psc_format_name (psc_listing_get_directory (result->listing));

  return g_strdup_printf ("%s · %s", time, directory);
}

static char *
dup_found (PscExerciseResult *result)
{
  PscSweep *sweep = g_ptr_array_index (result->sweeps, 0);
  g_autofree char *text = NULL;
  guint answer;

  if (!psc_exercise_find_answer (result->kind, psc_sweep_get_points (sweep),
                                 &answer))
    return g_strdup (_("Measured too little to answer"));

  text = dup_answer (result, answer);

  return g_strdup_printf (_("Measured: %s"), text);
}

/* With a remark where it was stopped, or the program ended. */
static char *
dup_measured (PscExerciseResult *result)
{
  guint n_planned;
  guint n_runs = psc_exercise_result_count_runs (result, &n_planned);
  g_autofree char *found = NULL;

  if (n_runs == 0)
    return g_strdup (_("Not measured"));

  found = dup_found (result);
  if (n_runs == n_planned)
    return g_steal_pointer (&found);

  /* Translators: %s is “Measured: 2 workers”; then the runs that were made. */
  return g_strdup_printf (ngettext ("%s (unfinished: %u of %u run)",
                                    "%s (unfinished: %u of %u runs)",
                                    n_planned), found, n_runs, n_planned);
}

static char *
dup_subtitle (PscExerciseResult *result)
{
  g_autofree char *measured = dup_measured (result);
  g_autofree char *answer = NULL;
  g_autofree char *predicted = NULL;

  if (result->prediction == NULL)
    return g_steal_pointer (&measured);

  answer = dup_answer (result, result->prediction->choice);
  predicted = g_strdup_printf (_("Predicted: %s"), answer);

  return g_strdup_printf ("%s\n%s", predicted, measured);
}

static GPtrArray *
new_results (void)
{
  return g_ptr_array_new_with_free_func (
    (GDestroyNotify) psc_exercise_result_unref);
}

static void
restore (gpointer owner,
         gpointer removed)
{
  PscResultList *self = PSC_RESULT_LIST (owner);
  GPtrArray *results = removed;

  for (guint i = 0; i < results->len; i++)
    psc_exercise_store_keep (self->store, g_ptr_array_index (results, i));
}

static void
offer_undo (PscResultList *self,
            GPtrArray     *deleted)
{
  guint n = deleted->len;
  g_autofree char *text = g_strdup_printf (ngettext ("%'u result deleted",
                                                     "%'u results deleted", n),
                                           n);
  PscUndoList *undo_list = psc_undo_list_find (GTK_WIDGET (self));

  if (undo_list != NULL)
    psc_undo_list_offer (undo_list, text, restore, self,
                         g_ptr_array_ref (deleted),
                         (GDestroyNotify) g_ptr_array_unref);
}

static void
delete (PscResultList *self,
        GPtrArray     *results)
{
  for (guint i = 0; i < results->len; i++)
    psc_exercise_store_remove (self->store, g_ptr_array_index (results, i));
  offer_undo (self, results);
}

static void
delete_cb (PscResultList *self,
           GtkButton     *button)
{
  GtkWidget *row = gtk_widget_get_ancestor (GTK_WIDGET (button),
                                            GTK_TYPE_LIST_BOX_ROW);
  int index = gtk_list_box_row_get_index (GTK_LIST_BOX_ROW (row));
  PscExerciseResult *result = g_ptr_array_index (self->shown, (guint) index);
  g_autoptr (GPtrArray) results = new_results ();

  g_ptr_array_add (results, psc_exercise_result_ref (result));
  delete (self, results);
}

static void
delete_all_cb (PscResultList *self)
{
  g_autoptr (GPtrArray) results = new_results ();

  for (guint i = 0; i < self->shown->len; i++)
    g_ptr_array_add (results, psc_exercise_result_ref (
                                g_ptr_array_index (self->shown, i)));
  delete (self, results);
}

static void
activated_cb (PscResultList *self,
              GtkListBoxRow *row)
{
  PscExerciseResult *result =
    g_ptr_array_index (self->shown, (guint) gtk_list_box_row_get_index (row));
  guint position;

  if (g_ptr_array_find (psc_exercise_store_get_results (self->store), result,
                        &position))
    g_signal_emit (self, signals[CHOSEN], 0, position);
}

static GtkWidget *
make_row (PscResultList     *self,
          PscExerciseResult *result)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *title = dup_title (result);
  g_autofree char *subtitle = dup_subtitle (result);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _("Delete This Result"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Delete This Result"), -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (delete_cb), self,
                           G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);

  return row;
}

/* What there is to show.  What is being measured is no earlier result. */
static GPtrArray *
find_results (PscResultList *self)
{
  GPtrArray *results = psc_exercise_store_get_results (self->store);
  GPtrArray *found = new_results ();

  for (guint i = 0; i < results->len; i++)
    {
      PscExerciseResult *result = g_ptr_array_index (results, i);

      if (result->kind == self->kind && !result->measuring)
        g_ptr_array_add (found, psc_exercise_result_ref (result));
    }

  return found;
}

static gboolean
is_shown (PscResultList *self,
          GPtrArray     *results)
{
  return results->len == self->shown->len &&
         (results->len == 0 ||
          memcmp (results->pdata, self->shown->pdata,
                  results->len * sizeof *results->pdata) == 0);
}

/* Rows that stay the same keep the focus. */
static void
fill (PscResultList *self)
{
  g_autoptr (GPtrArray) results = find_results (self);
  GtkListBoxRow *row;

  if (is_shown (self, results))
    return;

  while ((row = gtk_list_box_get_row_at_index (self->list, 0)) != NULL)
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
  g_ptr_array_unref (self->shown);
  self->shown = g_steal_pointer (&results);
  for (guint i = 0; i < self->shown->len; i++)
    gtk_list_box_append (self->list,
                         make_row (self, g_ptr_array_index (self->shown, i)));

  gtk_widget_set_visible (GTK_WIDGET (self->list), self->shown->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->empty), self->shown->len == 0);
  gtk_widget_set_visible (self->delete_all, self->shown->len > 0);
}

static void
psc_result_list_dispose (GObject *object)
{
  PscResultList *self = PSC_RESULT_LIST (object);

  if (self->store != NULL)
    g_signal_handlers_disconnect_by_data (self->store, self);
  g_clear_object (&self->store);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_RESULT_LIST);

  G_OBJECT_CLASS (psc_result_list_parent_class)->dispose (object);
}

static void
psc_result_list_finalize (GObject *object)
{
  PscResultList *self = PSC_RESULT_LIST (object);

  g_ptr_array_unref (self->shown);

  G_OBJECT_CLASS (psc_result_list_parent_class)->finalize (object);
}

static void
psc_result_list_class_init (PscResultListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_result_list_dispose;
  object_class->finalize = psc_result_list_finalize;

  signals[CHOSEN] = g_signal_new ("chosen", PSC_TYPE_RESULT_LIST,
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-result-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PscResultList,
                                        delete_all);
  gtk_widget_class_bind_template_child (widget_class, PscResultList, empty);
  gtk_widget_class_bind_template_child (widget_class, PscResultList, list);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, delete_all_cb);
}

static void
psc_result_list_init (PscResultList *self)
{
  self->shown = new_results ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * psc_result_list_new:
 *
 * Makes a list without a store.
 */
GtkWidget *
psc_result_list_new (void)
{
  return g_object_new (PSC_TYPE_RESULT_LIST, NULL);
}

/**
 * psc_result_list_set_store:
 *
 * Follows a store for good.
 */
void
psc_result_list_set_store (PscResultList    *self,
                           PscExerciseStore *store)
{
  g_return_if_fail (PSC_IS_RESULT_LIST (self));
  g_return_if_fail (PSC_IS_EXERCISE_STORE (store));
  g_return_if_fail (self->store == NULL);

  self->store = g_object_ref (store);
  g_signal_connect_swapped (store, "changed", G_CALLBACK (fill), self);
  fill (self);
}

/**
 * psc_result_list_set_kind:
 *
 * Sets which exercise's results are listed.
 */
void
psc_result_list_set_kind (PscResultList   *self,
                          PscExerciseKind  kind)
{
  g_return_if_fail (PSC_IS_RESULT_LIST (self));
  g_return_if_fail (kind < PSC_N_EXERCISES);

  self->kind = kind;
  if (self->store != NULL)
    fill (self);
}

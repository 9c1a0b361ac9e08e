/* psc-task-filter-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-filter-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-legend-box.h"
#include "psc-outcome.h"
#include "psc-task-filter-bar.h"

/* What stands in the list of outcomes before the outcomes themselves. */
enum
{
  CHOICE_ANY,
  CHOICE_NOT_OK,
  N_CHOICES
};

#define NOT_OK ((1u << PSC_N_OUTCOMES) - 1 -                                 \
                PSC_OUTCOME_BIT (PSC_OUTCOME_NONE) -                         \
                PSC_OUTCOME_BIT (PSC_OUTCOME_OK))

struct _PscTaskFilterBar
{
  AdwBin          parent_instance;

  /* Template widgets */
  GtkSearchEntry *entry;
  GtkDropDown    *worker;
  GtkDropDown    *outcome;
  GtkWidget      *clear_button;
  GtkLabel       *status;
  GtkStringList  *workers;
  GtkStringList  *outcomes;

  PscTaskFilter   filter;
};

G_DEFINE_FINAL_TYPE (PscTaskFilterBar, psc_task_filter_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  LEFT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static guint
read_outcomes (PscTaskFilterBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->outcome);

  switch (selected)
    {
    case CHOICE_ANY:
    case GTK_INVALID_LIST_POSITION:
      return 0;

    case CHOICE_NOT_OK:
      return NOT_OK;

    default:
      return PSC_OUTCOME_BIT (PSC_OUTCOME_OK + selected - N_CHOICES);
    }
}

static guint
read_worker (PscTaskFilterBar *self)
{
  guint selected = gtk_drop_down_get_selected (self->worker);

  return selected != GTK_INVALID_LIST_POSITION ? selected : 0;
}

static void
input_cb (PscTaskFilterBar *self)
{
  const PscTaskFilter filter = {
    .text = (char *) gtk_editable_get_text (GTK_EDITABLE (self->entry)),
    .worker = read_worker (self),
    .outcomes = read_outcomes (self),
  };

  if (psc_task_filter_equal (&self->filter, &filter))
    return;

  psc_task_filter_copy (&self->filter, &filter);
  gtk_widget_set_visible (self->clear_button,
                          !psc_task_filter_is_empty (&filter));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_cb (PscTaskFilterBar *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  input_cb (self);
  g_signal_emit (self, signals[LEFT], 0);
}

static void
psc_task_filter_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_TASK_FILTER_BAR);

  G_OBJECT_CLASS (psc_task_filter_bar_parent_class)->dispose (object);
}

static void
psc_task_filter_bar_finalize (GObject *object)
{
  psc_task_filter_clear (&PSC_TASK_FILTER_BAR (object)->filter);

  G_OBJECT_CLASS (psc_task_filter_bar_parent_class)->finalize (object);
}

static guint
add_signal (const char *name)
{
  return g_signal_new (name, PSC_TYPE_TASK_FILTER_BAR, G_SIGNAL_RUN_LAST,
                       0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
psc_task_filter_bar_class_init (PscTaskFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_task_filter_bar_dispose;
  object_class->finalize = psc_task_filter_bar_finalize;

  signals[CHANGED] = add_signal ("changed");
  signals[LEFT] = add_signal ("left");

  g_type_ensure (PSC_TYPE_LEGEND_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-task-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, clear_button);
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, entry);
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, outcome);
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, outcomes);
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, status);
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, worker);
  gtk_widget_class_bind_template_child (widget_class, PscTaskFilterBar, workers);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
psc_task_filter_bar_init (PscTaskFilterBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  for (PscOutcome i = PSC_OUTCOME_OK; i < PSC_N_OUTCOMES; i++)
    gtk_string_list_append (self->outcomes, psc_outcome_get_label (i));
}

/**
 * psc_task_filter_bar_new:
 *
 * Makes a bar that asks for nothing in particular.
 */
GtkWidget *
psc_task_filter_bar_new (void)
{
  return g_object_new (PSC_TYPE_TASK_FILTER_BAR, NULL);
}

/**
 * psc_task_filter_bar_get_filter:
 *
 * Returns: (transfer none): what is asked for
 */
const PscTaskFilter *
psc_task_filter_bar_get_filter (PscTaskFilterBar *self)
{
  g_return_val_if_fail (PSC_IS_TASK_FILTER_BAR (self), NULL);

  return &self->filter;
}

/**
 * psc_task_filter_bar_clear:
 *
 * Asks for all tasks.
 */
void
psc_task_filter_bar_clear (PscTaskFilterBar *self)
{
  g_return_if_fail (PSC_IS_TASK_FILTER_BAR (self));

  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_drop_down_set_selected (self->worker, 0);
  gtk_drop_down_set_selected (self->outcome, CHOICE_ANY);
  input_cb (self);
}

/**
 * psc_task_filter_bar_set_n_workers:
 * @n_workers: how many workers the run has had so far
 *
 * Offers these workers.  With fewer than before, as in another run, any
 * worker will do again.
 */
void
psc_task_filter_bar_set_n_workers (PscTaskFilterBar *self,
                                   guint             n_workers)
{
  guint n_offered;
  g_autoptr (GPtrArray) added = NULL;

  g_return_if_fail (PSC_IS_TASK_FILTER_BAR (self));

  n_offered = g_list_model_get_n_items (G_LIST_MODEL (self->workers)) - 1;
  if (n_workers == n_offered)
    return;

  if (n_workers < n_offered)
    {
      gtk_drop_down_set_selected (self->worker, 0);
      gtk_string_list_splice (self->workers, n_workers + 1,
                              n_offered - n_workers, NULL);
      return;
    }

  added = g_ptr_array_new_with_free_func (g_free);
  for (guint i = n_offered; i < n_workers; i++)
    g_ptr_array_add (added, g_strdup_printf (_("Worker %u"), i + 1));
  g_ptr_array_add (added, NULL);
  gtk_string_list_splice (self->workers, n_offered + 1, 0,
                          (const char * const *) added->pdata);
}

/**
 * psc_task_filter_bar_set_status:
 * @status: one line
 *
 * Says what came of the filter.
 */
void
psc_task_filter_bar_set_status (PscTaskFilterBar *self,
                                const char       *status)
{
  g_return_if_fail (PSC_IS_TASK_FILTER_BAR (self));
  g_return_if_fail (status != NULL);

  if (!g_str_equal (gtk_label_get_label (self->status), status))
    gtk_label_set_label (self->status, status);
}

/**
 * psc_task_filter_bar_set_key_widget:
 * @widget: (nullable): where typing starts a search
 *
 * Takes what is typed there.
 */
void
psc_task_filter_bar_set_key_widget (PscTaskFilterBar *self,
                                    GtkWidget        *widget)
{
  g_return_if_fail (PSC_IS_TASK_FILTER_BAR (self));

  gtk_search_entry_set_key_capture_widget (self->entry, widget);
}

/**
 * psc_task_filter_bar_find:
 *
 * Lets the user type a name.
 */
void
psc_task_filter_bar_find (PscTaskFilterBar *self)
{
  g_return_if_fail (PSC_IS_TASK_FILTER_BAR (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

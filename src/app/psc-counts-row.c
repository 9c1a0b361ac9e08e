/* psc-counts-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-counts-row"

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "psc-counts-row.h"
#include "psc-counts.h"

struct _PscCountsRow
{
  AdwEntryRow parent_instance;
};

G_DEFINE_FINAL_TYPE (PscCountsRow, psc_counts_row, ADW_TYPE_ENTRY_ROW)

enum
{
  COUNTS_APPLIED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The title is the one place of the row that can say so. */
static void
check (PscCountsRow *self)
{
  PscExerciseOptions options = { 0, };
  const char *problem;
  gboolean valid =
    psc_counts_parse (gtk_editable_get_text (GTK_EDITABLE (self)), &options,
                      &problem);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self),
                                 valid ? _("Numbers of workers") : problem);
  if (valid)
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self),
                               GTK_ACCESSIBLE_STATE_INVALID,
                               valid ? GTK_ACCESSIBLE_INVALID_FALSE
                                     : GTK_ACCESSIBLE_INVALID_TRUE,
                               -1);
}

static void
apply_cb (PscCountsRow *self)
{
  PscExerciseOptions options = { 0, };

  if (psc_counts_row_read (self, &options))
    g_signal_emit (self, signals[COUNTS_APPLIED], 0);
}

static void
psc_counts_row_class_init (PscCountsRowClass *klass)
{
  signals[COUNTS_APPLIED] = g_signal_new ("counts-applied",
                                          PSC_TYPE_COUNTS_ROW,
                                          G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
}

static void
psc_counts_row_init (PscCountsRow *self)
{
  adw_entry_row_set_show_apply_button (ADW_ENTRY_ROW (self), TRUE);
  g_signal_connect (self, "changed", G_CALLBACK (check), NULL);
  g_signal_connect (self, "apply", G_CALLBACK (apply_cb), NULL);
  check (self);
}

/**
 * psc_counts_row_new:
 *
 * Makes an empty row.
 */
GtkWidget *
psc_counts_row_new (void)
{
  return g_object_new (PSC_TYPE_COUNTS_ROW, NULL);
}

/**
 * psc_counts_row_set_options:
 * @options: whose numbers of workers to show
 *
 * Shows other numbers, unless the same have been typed in another way.
 */
void
psc_counts_row_set_options (PscCountsRow             *self,
                            const PscExerciseOptions *options)
{
  PscExerciseOptions typed = { 0, };
  g_autofree char *text = NULL;

  g_return_if_fail (PSC_IS_COUNTS_ROW (self));

  if (psc_counts_row_read (self, &typed) &&
      typed.n_counts == options->n_counts &&
      memcmp (typed.counts, options->counts,
              options->n_counts * sizeof (guint)) == 0)
    return;

  text = psc_counts_dup_text (options);
  gtk_editable_set_text (GTK_EDITABLE (self), text);
}

/**
 * psc_counts_row_read:
 * @options: (inout): its numbers of workers are set if what was typed is right
 *
 * Returns: whether it is
 */
gboolean
psc_counts_row_read (PscCountsRow       *self,
                     PscExerciseOptions *options)
{
  const char *problem;

  g_return_val_if_fail (PSC_IS_COUNTS_ROW (self), FALSE);

  return psc_counts_parse (gtk_editable_get_text (GTK_EDITABLE (self)),
                           options, &problem);
}

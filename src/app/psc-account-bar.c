/* psc-account-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-account-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-account-bar-private.h"
#include "psc-focus-hint.h"
#include "psc-format.h"
#include "psc-swatch.h"

G_DEFINE_FINAL_TYPE (PscAccountBar, psc_account_bar, GTK_TYPE_WIDGET)

static void
clear_part (PscAccountBarPart *part)
{
  gtk_widget_unparent (part->swatch);
  g_free (part->name);
}

/* Steps, start, hand-over and tail are explained in any case: they are on
 * every chart. */
static gboolean
is_always_shown (const PscAccountBarPart *part)
{
  return part->kind == PSC_PART_STEP || part->kind == PSC_PART_START ||
         part->kind == PSC_PART_HANDOVER || part->kind == PSC_PART_TAIL;
}

static char *
dup_share (PscAccountBar *self,
           const PscAccountBarPart    *part)
{
  double share = self->total_ns > 0
                 ? (double) part->time_ns / (double) self->total_ns : 0.;
  g_autofree char *percent = psc_format_percent (share);

  return g_strdup_printf ("%s %s", part->name, percent);
}

static char *
dup_sum (PscAccountBar *self)
{
  g_autofree char *wall = psc_format_duration (self->length_ns);
  g_autofree char *total = psc_format_duration (self->total_ns);

  /* Translators: workers × wall time = their product. */
  return g_strdup_printf (_("%u × %s = %s"), self->n_lanes, wall, total);
}

static char *
dup_explanation (PscAccountBar *self,
                 const PscAccountBarPart    *part)
{
  g_autofree char *share = dup_share (self, part);
  g_autofree char *time = psc_format_duration (part->time_ns);
  g_autofree char *total = psc_format_duration (self->total_ns);
  g_autofree char *what = NULL;

  if (part->kind == PSC_PART_STEP)
    what = g_strdup_printf (_("A worker was in the step “%s”."), part->name);
  else
    what = g_strdup (psc_part_kind_explain (part->kind));

  /* Translators: name and share of a part; its time; the time of all parts;
   * a sentence that says what the part is; one that says what can be done. */
  return g_strdup_printf (_("%s · %s of %s\n%s\n%s"), share, time, total, what,
                          psc_part_kind_advise (part->kind));
}

static GtkWidget *
new_swatch (PscPartKind kind,
            guint       step)
{
  return kind == PSC_PART_STEP ? psc_swatch_new_for_step (step)
                               : psc_swatch_new_for_part (kind);
}

static void
add_part (PscAccountBar *self,
          PscPartKind    kind,
          guint          step,
          PscPipeline   *pipeline)
{
  PscAccountBarPart part = { .kind = kind, .id = psc_part_id (kind, step) };

  part.name = g_strdup (psc_part_id_get_name (part.id, pipeline));
  part.swatch = new_swatch (kind, step);
  gtk_widget_insert_before (part.swatch, GTK_WIDGET (self),
                            GTK_WIDGET (self->legend));
  part.entry = psc_legend_box_append_toggle (self->legend,
                                             new_swatch (kind, step));
  psc_focus_hint_add (part.entry);
  _psc_account_bar_init_part (self, &part);
  g_array_append_val (self->parts, part);
}

static void
show_part (PscAccountBar    *self,
           PscAccountBarPart             *part,
           const PscAccount *account)
{
  g_autofree char *explanation = NULL;
  g_autofree char *text = NULL;

  part->time_ns = psc_account_get_part_ns (account, part->id);
  if (part->time_ns > 0 || is_always_shown (part))
    text = dup_share (self, part);
  psc_legend_box_set_text (self->legend, part->entry, text);

  explanation = dup_explanation (self, part);
  gtk_widget_set_tooltip_text (part->swatch, explanation);
  gtk_widget_set_tooltip_text (part->entry, explanation);
  gtk_accessible_update_property (GTK_ACCESSIBLE (part->entry),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION,
                                  explanation,
                                  -1);
}

static void
update_description (PscAccountBar *self)
{
  g_autofree char *text = psc_account_bar_dup_summary (self);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
}

static void
clear (PscAccountBar *self)
{
  g_array_set_size (self->parts, 0);
  psc_legend_box_clear (self->legend);
  self->sum = NULL;
  self->total_ns = 0;
  _psc_account_bar_unlight (self);
}

static void
psc_account_bar_dispose (GObject *object)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (object);

  g_array_set_size (self->parts, 0);
  if (self->legend != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->legend));
  self->legend = NULL;
  self->sum = NULL;

  G_OBJECT_CLASS (psc_account_bar_parent_class)->dispose (object);
}

static void
psc_account_bar_finalize (GObject *object)
{
  g_array_unref (PSC_ACCOUNT_BAR (object)->parts);

  G_OBJECT_CLASS (psc_account_bar_parent_class)->finalize (object);
}

static void
psc_account_bar_class_init (PscAccountBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_account_bar_dispose;
  object_class->finalize = psc_account_bar_finalize;
  _psc_account_bar_class_init_layout (widget_class);
  _psc_account_bar_class_init_light (klass);

  gtk_widget_class_set_css_name (widget_class, "accountbar");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
psc_account_bar_init (PscAccountBar *self)
{
  self->hovered = self->pinned = self->marked = self->lit = PSC_NO_PART;
  self->parts = g_array_new (FALSE, FALSE, sizeof (PscAccountBarPart));
  g_array_set_clear_func (self->parts, (GDestroyNotify) clear_part);
  self->legend = PSC_LEGEND_BOX (psc_legend_box_new ());
  gtk_widget_add_css_class (GTK_WIDGET (self->legend), "caption");
  gtk_widget_set_parent (GTK_WIDGET (self->legend), GTK_WIDGET (self));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Where the workers’ time went"),
                                  -1);
}

/**
 * psc_account_bar_new:
 *
 * Makes a bar without a run, which is empty.
 */
GtkWidget *
psc_account_bar_new (void)
{
  return g_object_new (PSC_TYPE_ACCOUNT_BAR, NULL);
}

/**
 * psc_account_bar_set_run:
 * @run: (nullable): the run whose account is to be shown
 *
 * Takes the steps of another run; the bar is empty until it gets an account.
 */
void
psc_account_bar_set_run (PscAccountBar *self,
                         PscRun        *run)
{
  static const PscPartKind kinds[] = {
    PSC_PART_INSIDE, PSC_PART_START, PSC_PART_HANDOVER, PSC_PART_RESTART,
    PSC_PART_TAIL, PSC_PART_DOWN,
  };
  PscPipeline *pipeline;

  g_return_if_fail (PSC_IS_ACCOUNT_BAR (self));
  g_return_if_fail (run == NULL || PSC_IS_RUN (run));

  clear (self);
  if (run == NULL)
    return;

  self->n_lanes = psc_run_get_n_lanes (run);
  pipeline = psc_run_get_settings (run)->pipeline;
  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    add_part (self, PSC_PART_STEP, i, pipeline);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_part (self, kinds[i], 0, pipeline);

  self->sum = psc_legend_box_append (self->legend, NULL);
  gtk_widget_add_css_class (self->sum, "dim-label");
}

/**
 * psc_account_bar_set_account:
 * @length_ns: how long the run is, or the stretch of it
 * @account: its account
 *
 * Shows where the time went.
 */
void
psc_account_bar_set_account (PscAccountBar    *self,
                             gint64            length_ns,
                             const PscAccount *account)
{
  g_autofree char *sum = NULL;

  g_return_if_fail (PSC_IS_ACCOUNT_BAR (self));
  g_return_if_fail (account != NULL);
  g_return_if_fail (self->sum != NULL);

  self->length_ns = length_ns;
  self->total_ns = account->total_ns;
  for (guint i = 0; i < self->parts->len; i++)
    show_part (self, &g_array_index (self->parts, PscAccountBarPart, i), account);

  sum = dup_sum (self);
  psc_legend_box_set_text (self->legend, self->sum, sum);
  update_description (self);
  gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * psc_account_bar_dup_summary:
 *
 * Returns: (transfer full): all that is shown, in words
 */
char *
psc_account_bar_dup_summary (PscAccountBar *self)
{
  g_autofree char *sum = NULL;
  GString *text;

  g_return_val_if_fail (PSC_IS_ACCOUNT_BAR (self), NULL);

  if (self->sum == NULL)
    return g_strdup ("");

  sum = dup_sum (self);
  text = g_string_new (sum);
  for (guint i = 0; i < self->parts->len; i++)
    {
      const PscAccountBarPart *part = &g_array_index (self->parts, PscAccountBarPart, i);
      g_autofree char *share = dup_share (self, part);

      if (part->time_ns > 0)
        g_string_append_printf (text, ", %s", share);
    }

  return g_string_free (text, FALSE);
}

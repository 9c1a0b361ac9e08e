/* psc-account-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-account-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-account-bar.h"
#include "psc-format.h"
#include "psc-legend-box.h"
#include "psc-swatch.h"

#define BAR_HEIGHT_PX 14
#define LEGEND_GAP_PX 6

/* Parts that are wide enough are set apart by the background. */
#define MIN_WIDTH_FOR_GAP_PX 4

/* One part of the area, with its stretch of the bar and its legend entry,
 * which the widget holds as its children. */
typedef struct
{
  PscPartKind  kind;
  guint        step;
  char        *name;
  GtkWidget   *swatch;
  GtkWidget   *entry;
  gint64       time_ns;
} Part;

struct _PscAccountBar
{
  GtkWidget     parent_instance;

  /* Owned */
  GArray       *parts;  /* Part, in the bar's order */
  PscLegendBox *legend;

  /* Borrowed */
  GtkWidget    *sum;    /* the legend's last entry */

  guint         n_lanes;
  gint64        wall_ns;
  gint64        total_ns;
};

G_DEFINE_FINAL_TYPE (PscAccountBar, psc_account_bar, GTK_TYPE_WIDGET)

static void
clear_part (Part *part)
{
  gtk_widget_unparent (part->swatch);
  g_free (part->name);
}

/* Steps, start, hand-over and tail are explained in any case: they are on
 * every chart. */
static gboolean
is_always_shown (const Part *part)
{
  return part->kind == PSC_PART_STEP || part->kind == PSC_PART_START ||
         part->kind == PSC_PART_HANDOVER || part->kind == PSC_PART_TAIL;
}

static char *
dup_share (PscAccountBar *self,
           const Part    *part)
{
  double share = self->total_ns > 0
                 ? (double) part->time_ns / (double) self->total_ns : 0.;
  g_autofree char *percent = psc_format_percent (share);

  return g_strdup_printf ("%s %s", part->name, percent);
}

static char *
dup_sum (PscAccountBar *self)
{
  g_autofree char *wall = psc_format_duration (self->wall_ns);
  g_autofree char *total = psc_format_duration (self->total_ns);

  /* Translators: workers × wall time = their product. */
  return g_strdup_printf (_("%u × %s = %s"), self->n_lanes, wall, total);
}

static char *
dup_explanation (PscAccountBar *self,
                 const Part    *part)
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
   * a sentence that explains the part. */
  return g_strdup_printf (_("%s · %s of %s\n%s"), share, time, total, what);
}

static const Part *
find_part (PscAccountBar *self,
           GtkWidget     *widget)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);

      if (part->swatch == widget || part->entry == widget)
        return part;
    }

  return NULL;
}

static gboolean
query_tooltip_cb (PscAccountBar *self,
                  int            x,
                  int            y,
                  gboolean       keyboard_mode,
                  GtkTooltip    *tooltip,
                  GtkWidget     *widget)
{
  g_autofree char *text = dup_explanation (self, find_part (self, widget));

  gtk_tooltip_set_text (tooltip, text);

  return TRUE;
}

static void
explain (PscAccountBar *self,
         GtkWidget     *widget)
{
  gtk_widget_set_has_tooltip (widget, TRUE);
  g_signal_connect_object (widget, "query-tooltip",
                           G_CALLBACK (query_tooltip_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_part (PscAccountBar *self,
          PscPartKind    kind,
          guint          step,
          const char    *name)
{
  gboolean is_step = kind == PSC_PART_STEP;
  Part part = { .kind = kind, .step = step, .name = g_strdup (name) };

  part.swatch = is_step ? psc_swatch_new_for_step (step)
                        : psc_swatch_new_for_part (kind);
  gtk_widget_insert_before (part.swatch, GTK_WIDGET (self),
                            GTK_WIDGET (self->legend));
  part.entry =
    psc_legend_box_append (self->legend,
                           is_step ? psc_swatch_new_for_step (step)
                                   : psc_swatch_new_for_part (kind));
  explain (self, part.swatch);
  explain (self, part.entry);
  g_array_append_val (self->parts, part);
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
}

static GtkSizeRequestMode
psc_account_bar_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
psc_account_bar_measure (GtkWidget      *widget,
                         GtkOrientation  orientation,
                         int             for_size,
                         int            *minimum,
                         int            *natural,
                         int            *minimum_baseline,
                         int            *natural_baseline)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (widget);

  gtk_widget_measure (GTK_WIDGET (self->legend), orientation, for_size,
                      minimum, natural, NULL, NULL);
  if (orientation == GTK_ORIENTATION_VERTICAL)
    {
      *minimum += BAR_HEIGHT_PX + LEGEND_GAP_PX;
      *natural += BAR_HEIGHT_PX + LEGEND_GAP_PX;
    }
}

/* Each stretch ends at the pixel where the sum of the parts up to it does, so
 * that rounding does not add up. */
static void
allocate_bar (PscAccountBar *self,
              int            width)
{
  gboolean mirrored =
    gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gint64 sum_ns = 0;
  int begin = 0;

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = &g_array_index (self->parts, Part, i);
      GtkAllocation allocation = { .height = BAR_HEIGHT_PX };
      int end = begin;

      sum_ns += part->time_ns;
      if (self->total_ns > 0)
        end = (int) ((double) sum_ns / (double) self->total_ns * width + .5);

      allocation.x = mirrored ? width - end : begin;
      allocation.width = end - begin;
      if (end < width && allocation.width >= MIN_WIDTH_FOR_GAP_PX)
        {
          allocation.x += mirrored;
          allocation.width--;
        }

      gtk_widget_set_child_visible (part->swatch, allocation.width > 0);
      gtk_widget_size_allocate (part->swatch, &allocation, -1);
      begin = end;
    }
}

static void
psc_account_bar_size_allocate (GtkWidget *widget,
                               int        width,
                               int        height,
                               int        baseline)
{
  PscAccountBar *self = PSC_ACCOUNT_BAR (widget);
  int top = BAR_HEIGHT_PX + LEGEND_GAP_PX;

  allocate_bar (self, width);
  gtk_widget_size_allocate (GTK_WIDGET (self->legend),
                            &(GtkAllocation) { 0, top, width, height - top },
                            -1);
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
  widget_class->get_request_mode = psc_account_bar_get_request_mode;
  widget_class->measure = psc_account_bar_measure;
  widget_class->size_allocate = psc_account_bar_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "accountbar");
  gtk_widget_class_set_accessible_role (widget_class,
                                        GTK_ACCESSIBLE_ROLE_IMG);
}

static void
psc_account_bar_init (PscAccountBar *self)
{
  self->parts = g_array_new (FALSE, FALSE, sizeof (Part));
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
 * Takes the steps of another run; the bar is empty until it gets figures.
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

  pipeline = psc_run_get_settings (run)->pipeline;
  for (guint i = 0; i < psc_run_get_n_steps (run); i++)
    add_part (self, PSC_PART_STEP, i,
              psc_pipeline_get_step (pipeline, i)->name);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    add_part (self, kinds[i], 0, psc_part_kind_get_label (kinds[i]));

  self->sum = psc_legend_box_append (self->legend, NULL);
  gtk_widget_add_css_class (self->sum, "dim-label");
}

/**
 * psc_account_bar_set_figures:
 * @figures: the figures of the run as they are now
 *
 * Shows where the run's time went up to now.
 */
void
psc_account_bar_set_figures (PscAccountBar    *self,
                             const PscFigures *figures)
{
  g_autofree char *sum = NULL;

  g_return_if_fail (PSC_IS_ACCOUNT_BAR (self));
  g_return_if_fail (figures != NULL);
  g_return_if_fail (self->sum != NULL);

  self->n_lanes = figures->n_lanes;
  self->wall_ns = figures->wall_ns;
  self->total_ns = figures->account.total_ns;

  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = &g_array_index (self->parts, Part, i);
      g_autofree char *text = NULL;

      part->time_ns = part->kind == PSC_PART_STEP
                      ? figures->account.steps_ns[part->step]
                      : figures->account.parts_ns[part->kind];
      if (part->time_ns > 0 || is_always_shown (part))
        text = dup_share (self, part);
      psc_legend_box_set_text (self->legend, part->entry, text);
    }

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
      const Part *part = &g_array_index (self->parts, Part, i);
      g_autofree char *share = dup_share (self, part);

      if (part->time_ns > 0)
        g_string_append_printf (text, ", %s", share);
    }

  return g_string_free (text, FALSE);
}

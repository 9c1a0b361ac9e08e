/* psc-compare-row.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-compare-row"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-compare-row.h"
#include "psc-compare.h"

struct _PscCompareRow
{
  AdwBin         parent_instance;

  /* Owned */
  PscComparison *comparison;

  /* Borrowed from the bin */
  GtkLabel      *title;
  GtkLabel      *caption;
  GtkLabel      *waiting;
  PscTimeline   *timeline;

  guint          side;
};

G_DEFINE_FINAL_TYPE (PscCompareRow, psc_compare_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_COMPARISON = 1,
  PROP_SIDE,
} PscCompareRowProperty;

static GParamSpec *properties[PROP_SIDE + 1];

static GtkWidget *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.f,
                                   "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR,
                                   "margin-start", 12,
                                   "margin-end", 12,
                                   NULL);

  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);

  return label;
}

static void
psc_compare_row_constructed (GObject *object)
{
  PscCompareRow *self = PSC_COMPARE_ROW (object);
  g_autofree char *title = psc_comparison_dup_title (self->comparison,
                                                     self->side);
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (psc_compare_row_parent_class)->constructed (object);

  /* Translators: the name of a mode, or of a run */
  name = g_strdup_printf (_("Timing chart of %s"), title);
  gtk_label_set_label (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->timeline),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  psc_compare_row_update (self);
}

static void
psc_compare_row_finalize (GObject *object)
{
  PscCompareRow *self = PSC_COMPARE_ROW (object);

  g_clear_object (&self->comparison);

  G_OBJECT_CLASS (psc_compare_row_parent_class)->finalize (object);
}

static void
psc_compare_row_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PscCompareRow *self = PSC_COMPARE_ROW (object);

  switch ((PscCompareRowProperty) prop_id)
    {
    case PROP_COMPARISON:
      g_value_set_object (value, self->comparison);
      break;

    case PROP_SIDE:
      g_value_set_uint (value, self->side);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_compare_row_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PscCompareRow *self = PSC_COMPARE_ROW (object);

  switch ((PscCompareRowProperty) prop_id)
    {
    case PROP_COMPARISON:
      self->comparison = g_value_dup_object (value);
      break;

    case PROP_SIDE:
      self->side = g_value_get_uint (value);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_compare_row_class_init (PscCompareRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY |
                            G_PARAM_STATIC_STRINGS;

  object_class->constructed = psc_compare_row_constructed;
  object_class->finalize = psc_compare_row_finalize;
  object_class->get_property = psc_compare_row_get_property;
  object_class->set_property = psc_compare_row_set_property;

  properties[PROP_COMPARISON] =
    g_param_spec_object ("comparison", NULL, NULL, PSC_TYPE_COMPARISON, flags);
  properties[PROP_SIDE] =
    g_param_spec_uint ("side", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);
}

static void
psc_compare_row_init (PscCompareRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->title = GTK_LABEL (append_label (box, "heading"));
  self->caption = GTK_LABEL (append_label (box, "caption"));
  gtk_widget_add_css_class (GTK_WIDGET (self->caption), "numeric");
  self->waiting = GTK_LABEL (append_label (box, "dim-label"));
  self->timeline = PSC_TIMELINE (psc_timeline_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->timeline));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * psc_compare_row_new:
 * @side: one of the comparison's, from 0
 *
 * Makes the chart of one of several runs.
 */
GtkWidget *
psc_compare_row_new (PscComparison *comparison,
                     guint          side)
{
  g_return_val_if_fail (PSC_IS_COMPARISON (comparison), NULL);
  g_return_val_if_fail (side < psc_comparison_get_n_sides (comparison), NULL);

  return g_object_new (PSC_TYPE_COMPARE_ROW,
                       "comparison", comparison,
                       "side", side,
                       NULL);
}

/**
 * psc_compare_row_get_side:
 *
 * Which of the runs it is, from 0.
 */
guint
psc_compare_row_get_side (PscCompareRow *self)
{
  g_return_val_if_fail (PSC_IS_COMPARE_ROW (self), 0);

  return self->side;
}

/**
 * psc_compare_row_get_timeline:
 *
 * Returns: (transfer none): the chart
 */
PscTimeline *
psc_compare_row_get_timeline (PscCompareRow *self)
{
  g_return_val_if_fail (PSC_IS_COMPARE_ROW (self), NULL);

  return self->timeline;
}

/* Of an exercise that was cut off, or of very many files, figures are kept and
 * not where they come from. */
static const char *
get_wait_text (PscCompareRow *self)
{
  PscSweep *sweep = psc_comparison_get_sweep (self->comparison);

  return sweep != NULL && psc_compare_find_run (sweep, self->side) != NULL
         ? _("The chart of this run was not kept")
         : _("Not measured yet");
}

/**
 * psc_compare_row_update:
 *
 * Takes in what there is to be compared.  The chart begins anew with another
 * run: all of it is shown, and no file is selected.
 *
 * Returns: whether it shows another run
 */
gboolean
psc_compare_row_update (PscCompareRow *self)
{
  g_autofree char *caption = NULL;
  PscRun *run, *former;

  g_return_val_if_fail (PSC_IS_COMPARE_ROW (self), FALSE);

  run = psc_comparison_get_run (self->comparison, self->side);
  former = psc_timeline_get_run (self->timeline);
  caption = psc_comparison_dup_caption (self->comparison, self->side);
  gtk_label_set_label (self->caption, caption);

  psc_timeline_set_beside (self->timeline,
                           psc_comparison_get_span_ns (self->comparison),
                           self->side + 1 ==
                           psc_comparison_get_n_sides (self->comparison));
  psc_timeline_set_run (self->timeline, run);
  gtk_label_set_label (self->waiting, get_wait_text (self));
  gtk_widget_set_visible (GTK_WIDGET (self->waiting), run == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), run != NULL);

  return run != former;
}

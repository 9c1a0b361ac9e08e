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
#include "psc-findings.h"

struct _PscCompareRow
{
  AdwBin       parent_instance;

  /* Owned */
  PscSweep    *sweep;

  /* Borrowed from the bin */
  GtkLabel    *title;
  GtkLabel    *caption;
  GtkWidget   *waiting;
  PscTimeline *timeline;

  guint        point;
};

G_DEFINE_FINAL_TYPE (PscCompareRow, psc_compare_row, ADW_TYPE_BIN)

typedef enum
{
  PROP_SWEEP = 1,
  PROP_POINT,
} PscCompareRowProperty;

static GParamSpec *properties[PROP_POINT + 1];

static GtkWidget *
append_label (GtkWidget  *box,
              const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL,
                                   "xalign", 0.f,
                                   "wrap", TRUE,
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
  GPtrArray *points = psc_sweep_get_points (self->sweep);
  g_autofree char *kind =
    psc_finding_dup_kind (g_ptr_array_index (points, self->point));
  g_autofree char *name = NULL;

  G_OBJECT_CLASS (psc_compare_row_parent_class)->constructed (object);

  /* Translators: the name of a mode */
  name = g_strdup_printf (_("Timing chart of %s"), kind);
  gtk_label_set_label (self->title, kind);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->timeline),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
  psc_compare_row_update (self);
}

static void
psc_compare_row_finalize (GObject *object)
{
  PscCompareRow *self = PSC_COMPARE_ROW (object);

  g_clear_object (&self->sweep);

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
    case PROP_SWEEP:
      g_value_set_object (value, self->sweep);
      break;

    case PROP_POINT:
      g_value_set_uint (value, self->point);
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
    case PROP_SWEEP:
      self->sweep = g_value_dup_object (value);
      break;

    case PROP_POINT:
      self->point = g_value_get_uint (value);
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

  properties[PROP_SWEEP] =
    g_param_spec_object ("sweep", NULL, NULL, PSC_TYPE_SWEEP, flags);
  properties[PROP_POINT] =
    g_param_spec_uint ("point", NULL, NULL, 0, G_MAXUINT, 0, flags);
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
  self->waiting = append_label (box, "dim-label");
  gtk_label_set_label (GTK_LABEL (self->waiting), _("Not measured yet"));
  self->timeline = PSC_TIMELINE (psc_timeline_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->timeline));
  adw_bin_set_child (ADW_BIN (self), box);
}

/**
 * psc_compare_row_new:
 * @point: one of the sweep's, from 0
 *
 * Makes the chart of the run that stands for a point.
 */
GtkWidget *
psc_compare_row_new (PscSweep *sweep,
                     guint     point)
{
  g_return_val_if_fail (PSC_IS_SWEEP (sweep), NULL);
  g_return_val_if_fail (point < psc_sweep_get_points (sweep)->len, NULL);

  return g_object_new (PSC_TYPE_COMPARE_ROW,
                       "sweep", sweep,
                       "point", point,
                       NULL);
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

/**
 * psc_compare_row_update:
 *
 * Takes in what the sweep has measured.  The chart begins anew with another
 * run: all of it is shown, and no file is selected.
 *
 * Returns: whether it shows another run
 */
gboolean
psc_compare_row_update (PscCompareRow *self)
{
  const PscSweepRun *run;
  g_autofree char *caption = NULL;
  PscRun *former;

  g_return_val_if_fail (PSC_IS_COMPARE_ROW (self), FALSE);

  run = psc_compare_find_run (self->sweep, self->point);
  former = psc_timeline_get_run (self->timeline);
  caption = psc_compare_dup_caption (self->sweep, self->point);
  gtk_label_set_label (self->caption, caption);

  psc_timeline_set_beside (self->timeline,
                           psc_compare_get_span_ns (self->sweep),
                           self->point + 1 ==
                           psc_sweep_get_points (self->sweep)->len);
  psc_timeline_set_run (self->timeline, run != NULL ? run->run : NULL);
  gtk_widget_set_visible (self->waiting, run == NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->timeline), run != NULL);

  return psc_timeline_get_run (self->timeline) != former;
}

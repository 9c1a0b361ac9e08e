/* psc-compare-window.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-compare-window"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-compare-picture.h"
#include "psc-compare-window.h"
#include "psc-figure-text.h"
#include "psc-run-difference.h"
#include "psc-wide-scroll.h"

/* Four columns fit a phone, and headings never stand closely side by side. */
#define MIN_HEADING_CHARS 9
#define MAX_HEADING_CHARS 18

struct _PscCompareWindow
{
  AdwWindow          parent_instance;

  /* Template widgets */
  PscComparePicture *picture;
  GtkLabel          *matched;
  GtkScrolledWindow *scrolled;
  GtkGrid           *table;
};

G_DEFINE_FINAL_TYPE (PscCompareWindow, psc_compare_window, ADW_TYPE_WINDOW)

static void
attach (PscCompareWindow *self,
        int               row,
        int               column,
        const char       *text,
        const char       *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column == 0 ? 0.f : 1.f);
  gtk_label_set_wrap (GTK_LABEL (label), row == 0);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (row == 0)
    {
      gtk_label_set_width_chars (GTK_LABEL (label), MIN_HEADING_CHARS);
      gtk_label_set_max_width_chars (GTK_LABEL (label), MAX_HEADING_CHARS);
    }
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);

  /* Figures are never written from right to left, wherever they stand. */
  if (row > 0 && column > 0 &&
      gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL)
    {
      gtk_widget_set_direction (label, GTK_TEXT_DIR_LTR);
      gtk_label_set_xalign (GTK_LABEL (label), 0.f);
    }
  gtk_widget_set_hexpand (label, column > 0);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_add_css_class (label, style);
  gtk_grid_attach (self->table, label, column, row, 1, 1);
}

static void
fill_table (PscCompareWindow *self,
            PscComparison    *comparison)
{
  g_autoptr (GPtrArray) rows =
    psc_run_difference_new (psc_comparison_get_run (comparison, 0),
                            psc_comparison_get_run (comparison, 1));
  g_autofree char *first = psc_comparison_dup_title (comparison, 0);
  g_autofree char *second = psc_comparison_dup_title (comparison, 1);

  attach (self, 0, PSC_DIFFERENCE_FIRST, first, "caption-heading");
  attach (self, 0, PSC_DIFFERENCE_SECOND, second, "caption-heading");
  attach (self, 0, PSC_DIFFERENCE_CHANGE, _("Difference"), "caption-heading");
  for (guint i = 0; i < rows->len; i++)
    {
      char **row = g_ptr_array_index (rows, i);

      for (int j = 0; j < PSC_N_DIFFERENCE_CELLS; j++)
        attach (self, (int) i + 1, j, row[j], "numeric");
    }
}

static char *
dup_only (PscComparison *comparison,
          guint          side)
{
  guint n = psc_run_get_n_tasks (psc_comparison_get_run (comparison, side)) -
            psc_comparison_get_n_matched (comparison);
  g_autofree char *title = NULL;

  if (n == 0)
    return g_strdup ("");

  title = psc_comparison_dup_title (comparison, side);

  /* Translators: the second argument is when and where a run was made. Begins
   * with a space. */
  return g_strdup_printf (ngettext (" %'u is only in “%s”.",
                                    " %'u are only in “%s”.", n), n, title);
}

/* Why a run is not to be compared with others. */
static char *
dup_losses (PscComparison *comparison,
            guint          side)
{
  PscFigures figures;
  g_autofree char *losses = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;

  psc_figures_read (psc_comparison_get_run (comparison, side), &figures);
  losses = psc_figure_dup_losses (&figures);
  if (losses == NULL)
    return g_strdup ("");

  title = psc_comparison_dup_title (comparison, side);
  /* Translators: when and where a run was made, and why it is not comparable. */
  text = g_strdup_printf (_("“%s”: %s."), title, losses);

  return g_strconcat (" ", text, NULL);
}

static void
show_matched (PscCompareWindow *self,
              PscComparison    *comparison)
{
  guint n = psc_comparison_get_n_matched (comparison);
  g_autofree char *both =
    n == 0 ? g_strdup (_("No file is in both runs."))
           : g_strdup_printf (ngettext ("%'u file is in both runs.",
                                        "%'u files are in both runs.", n), n);
  g_autofree char *first = dup_only (comparison, 0);
  g_autofree char *second = dup_only (comparison, 1);
  g_autofree char *first_losses = dup_losses (comparison, 0);
  g_autofree char *second_losses = dup_losses (comparison, 1);
  g_autofree char *text = g_strconcat (both, first, second, first_losses,
                                       second_losses, NULL);

  gtk_label_set_label (self->matched, text);
}

static void
psc_compare_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PSC_TYPE_COMPARE_WINDOW);

  G_OBJECT_CLASS (psc_compare_window_parent_class)->dispose (object);
}

static void
psc_compare_window_class_init (PscCompareWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_compare_window_dispose;

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0,
                                       "window.close", NULL);

  g_type_ensure (PSC_TYPE_COMPARE_PICTURE);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-compare-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PscCompareWindow,
                                        matched);
  gtk_widget_class_bind_template_child (widget_class, PscCompareWindow,
                                        picture);
  gtk_widget_class_bind_template_child (widget_class, PscCompareWindow,
                                        scrolled);
  gtk_widget_class_bind_template_child (widget_class, PscCompareWindow, table);
}

static void
psc_compare_window_init (PscCompareWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  psc_wide_scroll_set_up (self->scrolled);
}

/**
 * psc_compare_window_new:
 * @first: a run that has ended
 * @second: another one
 *
 * Makes a window that shows two runs under one time axis, and what differs.
 */
GtkWidget *
psc_compare_window_new (PscRun *first,
                        PscRun *second)
{
  PscCompareWindow *self;
  g_autoptr (PscComparison) comparison = NULL;

  g_return_val_if_fail (PSC_IS_RUN (first), NULL);
  g_return_val_if_fail (PSC_IS_RUN (second), NULL);

  self = g_object_new (PSC_TYPE_COMPARE_WINDOW, NULL);
  comparison = psc_comparison_new_for_runs (first, second);
  psc_compare_picture_set_comparison (self->picture, comparison);
  show_matched (self, comparison);
  fill_table (self, comparison);

  return GTK_WIDGET (self);
}

/* psc-history-filter-bar.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-filter-bar"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-format.h"
#include "psc-history-filter-bar.h"
#include "psc-legend-box.h"

struct _PscHistoryFilterBar
{
  AdwBin            parent_instance;

  /* Template widgets */
  GtkEditable      *entry;
  GtkDropDown      *kind;
  GtkDropDown      *mode;
  GtkDropDown      *directory;
  GtkStringList    *modes;
  GtkStringList    *directory_names;
  GtkLabel         *status;

  /* Owned */
  GPtrArray        *directories; /* their paths, by name behind the first */
  PscHistoryFilter *filter;

  guint             filling : 1; /* what is chosen stays */
};

G_DEFINE_FINAL_TYPE (PscHistoryFilterBar, psc_history_filter_bar, ADW_TYPE_BIN)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* The first of the choices is not to choose. */
static guint
get_choice (GtkDropDown *list)
{
  guint selected = gtk_drop_down_get_selected (list);

  return selected == GTK_INVALID_LIST_POSITION || selected == 0
         ? PSC_HISTORY_ANY : selected - 1;
}

static void
input_cb (PscHistoryFilterBar *self)
{
  PscHistoryFilter *filter = self->filter;
  guint directory = get_choice (self->directory);

  if (self->filling)
    return;

  g_free (filter->text);
  g_free (filter->directory);
  filter->text = g_strdup (gtk_editable_get_text (self->entry));
  filter->directory =
    directory != PSC_HISTORY_ANY
    ? g_strdup (g_ptr_array_index (self->directories, directory)) : NULL;
  filter->kind = get_choice (self->kind);
  filter->mode = get_choice (self->mode);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
stop_cb (PscHistoryFilterBar *self)
{
  gtk_editable_set_text (self->entry, "");
}

static gboolean
psc_history_filter_bar_grab_focus (GtkWidget *widget)
{
  PscHistoryFilterBar *self = PSC_HISTORY_FILTER_BAR (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
psc_history_filter_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object),
                               PSC_TYPE_HISTORY_FILTER_BAR);

  G_OBJECT_CLASS (psc_history_filter_bar_parent_class)->dispose (object);
}

static void
psc_history_filter_bar_finalize (GObject *object)
{
  PscHistoryFilterBar *self = PSC_HISTORY_FILTER_BAR (object);

  psc_history_filter_free (self->filter);
  g_ptr_array_unref (self->directories);

  G_OBJECT_CLASS (psc_history_filter_bar_parent_class)->finalize (object);
}

static void
psc_history_filter_bar_class_init (PscHistoryFilterBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_history_filter_bar_dispose;
  object_class->finalize = psc_history_filter_bar_finalize;
  widget_class->grab_focus = psc_history_filter_bar_grab_focus;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  g_type_ensure (PSC_TYPE_LEGEND_BOX);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-history-filter-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        directory);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        directory_names);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        entry);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        kind);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        mode);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        modes);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryFilterBar,
                                        status);
  gtk_widget_class_bind_template_callback (widget_class, input_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_cb);
}

static void
psc_history_filter_bar_init (PscHistoryFilterBar *self)
{
  self->filter = psc_history_filter_new ();
  self->directories = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  for (PscMode i = 0; i < PSC_N_MODES; i++)
    gtk_string_list_append (self->modes, psc_mode_to_string (i));
}

/**
 * psc_history_filter_bar_new:
 *
 * Makes a bar that looks for everything.
 */
GtkWidget *
psc_history_filter_bar_new (void)
{
  return g_object_new (PSC_TYPE_HISTORY_FILTER_BAR, NULL);
}

/**
 * psc_history_filter_bar_get_filter:
 *
 * Returns: (transfer none): what is looked for; valid until it changes
 */
const PscHistoryFilter *
psc_history_filter_bar_get_filter (PscHistoryFilterBar *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_FILTER_BAR (self), NULL);

  return self->filter;
}

/**
 * psc_history_filter_bar_clear:
 *
 * Looks for everything again.
 */
void
psc_history_filter_bar_clear (PscHistoryFilterBar *self)
{
  g_return_if_fail (PSC_IS_HISTORY_FILTER_BAR (self));

  self->filling = TRUE;
  gtk_editable_set_text (self->entry, "");
  gtk_drop_down_set_selected (self->kind, 0);
  gtk_drop_down_set_selected (self->mode, 0);
  gtk_drop_down_set_selected (self->directory, 0);
  self->filling = FALSE;
  input_cb (self);
}

static gboolean
is_same (GPtrArray *a,
         GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    if (!g_str_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
      return FALSE;

  return TRUE;
}

/**
 * psc_history_filter_bar_set_directories:
 * @directories: (element-type filename): their paths, in order
 *
 * Sets which directories can be chosen.  The one that is chosen stays so if it
 * is among them.
 */
void
psc_history_filter_bar_set_directories (PscHistoryFilterBar *self,
                                        GPtrArray           *directories)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint n_names;
  guint chosen = 0;

  g_return_if_fail (PSC_IS_HISTORY_FILTER_BAR (self));
  g_return_if_fail (directories != NULL);

  if (is_same (self->directories, directories))
    return;

  g_ptr_array_set_size (self->directories, 0);
  for (guint i = 0; i < directories->len; i++)
    {
      const char *path = g_ptr_array_index (directories, i);

      g_ptr_array_add (self->directories, g_strdup (path));
      g_ptr_array_add (names, psc_format_name (path));
      if (g_strcmp0 (path, self->filter->directory) == 0)
        chosen = i + 1;
    }
  g_ptr_array_add (names, NULL);

  self->filling = TRUE;
  n_names = g_list_model_get_n_items (G_LIST_MODEL (self->directory_names));
  gtk_string_list_splice (self->directory_names, 1, n_names - 1,
                          (const char * const *) names->pdata);
  gtk_drop_down_set_selected (self->directory, chosen);
  self->filling = FALSE;
  if (chosen == 0 && self->filter->directory != NULL)
    input_cb (self);
}

/**
 * psc_history_filter_bar_set_counts:
 *
 * Tells how many entries there are, and how many of them meet the filter.
 */
void
psc_history_filter_bar_set_counts (PscHistoryFilterBar *self,
                                   guint                n_shown,
                                   guint                n_all)
{
  g_autofree char *text = NULL;

  g_return_if_fail (PSC_IS_HISTORY_FILTER_BAR (self));

  if (psc_history_filter_is_empty (self->filter))
    text = g_strdup_printf (ngettext ("%'u entry", "%'u entries", n_all),
                            n_all);
  else
    text = g_strdup_printf (ngettext ("%'u of %'u entry",
                                      "%'u of %'u entries", n_all),
                            n_shown, n_all);
  gtk_label_set_label (self->status, text);
}

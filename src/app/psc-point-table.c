/* psc-point-table.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-point-table"

#include "config.h"

#include "psc-point-item.h"
#include "psc-point-table.h"
#include "psc-throttle.h"
#include "psc-wide-scroll.h"

/* Rows that change faster cannot be read. */
#define PROGRESS_INTERVAL_MS 200

/* Of those that do not count, more would push the rest off the page. */
#define MAX_PROBLEMS 5

struct _PscPointTable
{
  AdwBin             parent_instance;

  /* Template widgets */
  GtkScrolledWindow *scrolled;
  GtkColumnView     *view;
  GListStore        *items;
  GtkLabel          *problems;

  /* Owned */
  PscSweep          *sweep;    /* (nullable) */
  PscThrottle       *progress; /* while there is a sweep */
};

G_DEFINE_FINAL_TYPE (PscPointTable, psc_point_table, ADW_TYPE_BIN)

typedef enum
{
  PROP_SWEEP = 1,
} PscPointTableProperty;

static GParamSpec *properties[PROP_SWEEP + 1];

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *list_item,
          gpointer                  user_data)
{
  gboolean number = psc_sweep_column_is_number (GPOINTER_TO_UINT (user_data));
  GtkWidget *cell = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (cell), number ? 1.f : 0.f);

  /* Figures are never written from right to left. */
  if (number)
    gtk_widget_set_direction (cell, GTK_TEXT_DIR_LTR);
  gtk_list_item_set_child (list_item, cell);
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *list_item,
         gpointer                  user_data)
{
  PscPointItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *text = psc_point_item_dup_text (item,
                                                   GPOINTER_TO_UINT (user_data));

  gtk_label_set_label (GTK_LABEL (gtk_list_item_get_child (list_item)), text);
}

static void
add_column (PscPointTable  *self,
            PscSweepColumn  column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) view_column =
    gtk_column_view_column_new (psc_sweep_column_get_title (column), factory);

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb),
                    GUINT_TO_POINTER (column));
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb),
                    GUINT_TO_POINTER (column));
  gtk_column_view_column_set_resizable (view_column, TRUE);
  gtk_column_view_column_set_expand (view_column,
                                     column == PSC_SWEEP_COLUMN_VERDICT);
  gtk_column_view_append_column (self->view, view_column);
}

/* Without a point of one worker there is no speed-up, and no column for it. */
static void
show_columns (PscPointTable *self,
              GPtrArray     *points)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  gboolean known = FALSE;

  for (guint i = 0; i < points->len; i++)
    {
      double speedup, efficiency;

      known |= psc_points_get_speedup (points, g_ptr_array_index (points, i),
                                       &speedup, &efficiency);
    }

  for (PscSweepColumn i = 0; i < PSC_N_SWEEP_COLUMNS; i++)
    {
      g_autoptr (GtkColumnViewColumn) column =
        g_list_model_get_item (columns, i);

      if (i == PSC_SWEEP_COLUMN_SPEEDUP || i == PSC_SWEEP_COLUMN_EFFICIENCY)
        gtk_column_view_column_set_visible (column, known);
    }
}

static void
show_points (PscPointTable *self)
{
  GPtrArray *points = psc_sweep_get_points (self->sweep);
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < points->len; i++)
    g_ptr_array_add (items, psc_point_item_new (points, i));

  show_columns (self, points);
  g_list_store_splice (self->items, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->items)),
                       items->pdata, items->len);
}

static void
show_problems (PscPointTable *self)
{
  GString *text = g_string_new (NULL);
  guint n_problems = 0;

  for (guint i = 0; i < psc_sweep_get_n_runs (self->sweep); i++)
    {
      const PscSweepRun *run = psc_sweep_get_run (self->sweep, i);
      g_autofree char *title = NULL;

      if (run->problem == NULL || ++n_problems > MAX_PROBLEMS)
        continue;

      title = psc_sweep_dup_problem_title (self->sweep, i);
      g_string_append_printf (text, "%s%s %s", n_problems > 1 ? "\n" : "",
                              title, run->problem);
    }
  if (n_problems > MAX_PROBLEMS)
    g_string_append (text, "\n…");

  gtk_label_set_label (self->problems, text->str);
  gtk_widget_set_visible (GTK_WIDGET (self->problems), n_problems > 0);
  g_string_free (text, TRUE);
}

static void
show_sweep (PscPointTable *self)
{
  gboolean begun = self->sweep != NULL && psc_sweep_get_n_runs (self->sweep) > 0;

  gtk_widget_set_visible (GTK_WIDGET (self), begun);
  if (!begun)
    {
      g_list_store_remove_all (self->items);
      return;
    }

  show_points (self);
  show_problems (self);
}

static void
copy_cb (PscPointTable *self)
{
  g_autofree char *text = NULL;

  if (self->sweep == NULL)
    return;

  text = psc_sweep_table_dup_text (psc_sweep_get_points (self->sweep));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static gboolean
copy_key_cb (GtkWidget *widget,
             GVariant  *args,
             gpointer   user_data)
{
  copy_cb (PSC_POINT_TABLE (widget));

  return GDK_EVENT_STOP;
}

static void
drop_sweep (PscPointTable *self)
{
  if (self->sweep != NULL)
    g_signal_handlers_disconnect_by_data (self->sweep, self->progress);
  g_clear_object (&self->sweep);
  g_clear_pointer (&self->progress, psc_throttle_free);
}

static void
psc_point_table_dispose (GObject *object)
{
  PscPointTable *self = PSC_POINT_TABLE (object);

  drop_sweep (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_POINT_TABLE);

  G_OBJECT_CLASS (psc_point_table_parent_class)->dispose (object);
}

static void
psc_point_table_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  PscPointTable *self = PSC_POINT_TABLE (object);

  switch ((PscPointTableProperty) prop_id)
    {
    case PROP_SWEEP:
      g_value_set_object (value, psc_point_table_get_sweep (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_point_table_set_property (GObject      *object,
                              guint         prop_id,
                              const GValue *value,
                              GParamSpec   *pspec)
{
  PscPointTable *self = PSC_POINT_TABLE (object);

  switch ((PscPointTableProperty) prop_id)
    {
    case PROP_SWEEP:
      psc_point_table_set_sweep (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_point_table_class_init (PscPointTableClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_point_table_dispose;
  object_class->get_property = psc_point_table_get_property;
  object_class->set_property = psc_point_table_set_property;

  properties[PROP_SWEEP] =
    g_param_spec_object ("sweep", NULL, NULL, PSC_TYPE_SWEEP,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  g_type_ensure (PSC_TYPE_POINT_ITEM);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-point-table.ui");
  gtk_widget_class_bind_template_child (widget_class, PscPointTable, items);
  gtk_widget_class_bind_template_child (widget_class, PscPointTable, problems);
  gtk_widget_class_bind_template_child (widget_class, PscPointTable, scrolled);
  gtk_widget_class_bind_template_child (widget_class, PscPointTable, view);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_c,
                                GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                copy_key_cb, NULL);
}

static void
psc_point_table_init (PscPointTable *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  psc_wide_scroll_set_up (self->scrolled);

  for (guint i = 0; i < PSC_N_SWEEP_COLUMNS; i++)
    add_column (self, i);
}

/**
 * psc_point_table_new:
 *
 * Makes a table without a sweep, which is hidden.
 */
GtkWidget *
psc_point_table_new (void)
{
  return g_object_new (PSC_TYPE_POINT_TABLE, NULL);
}

/**
 * psc_point_table_get_sweep:
 *
 * Returns: (transfer none) (nullable): whose points it shows
 */
PscSweep *
psc_point_table_get_sweep (PscPointTable *self)
{
  g_return_val_if_fail (PSC_IS_POINT_TABLE (self), NULL);

  return self->sweep;
}

/**
 * psc_point_table_set_sweep:
 * @sweep: (nullable): whose points to show
 *
 * Shows a sweep and follows it.
 */
void
psc_point_table_set_sweep (PscPointTable *self,
                           PscSweep      *sweep)
{
  g_return_if_fail (PSC_IS_POINT_TABLE (self));
  g_return_if_fail (sweep == NULL || PSC_IS_SWEEP (sweep));

  if (sweep == self->sweep)
    return;

  drop_sweep (self);
  if (sweep != NULL)
    {
      self->sweep = g_object_ref (sweep);
      self->progress = psc_throttle_new (PROGRESS_INTERVAL_MS,
                                         (PscThrottleFunc) show_sweep, self);
      g_signal_connect_swapped (sweep, "run-ended",
                                G_CALLBACK (psc_throttle_ask), self->progress);
    }
  show_sweep (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SWEEP]);
}

/* psc-history-list.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-list"

#include "config.h"

#include <math.h>

#include "psc-history-list.h"
#include "psc-history-words.h"
#include "psc-kept-row.h"

/* A view makes some 200 rows at once.  To fill them all, and to find out how
 * large they are, takes longer than the main loop may be blocked: those that are
 * seen come first, the others little by little. */
#define ROWS_TO_FILL     16
#define FILL_INTERVAL_MS 16

/* How much less than one below a row above what is seen matters. */
#define WEIGHT_ABOVE 3

struct _PscHistoryList
{
  AdwBin                  parent_instance;

  /* Template widgets */
  GtkListView            *view;
  GtkMultiSelection      *selection;
  GtkFilterListModel     *filtered;
  GtkCustomFilter        *custom;

  /* Owned */
  GHashTable             *bound;  /* GtkListItem: those that have an entry */
  GPtrArray              *blank;  /* those of them that do not show it yet */

  /* Borrowed */
  const PscHistoryFilter *filter; /* (nullable) */

  guint                   source_id;
  guint                   fill_id;
  int                     row_height; /* of one that is filled; 0: not known */
  guint                   has_newer : 1; /* not shown yet: above the top row */
};

G_DEFINE_FINAL_TYPE (PscHistoryList, psc_history_list, ADW_TYPE_BIN)

enum
{
  ACTIVATED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static char *
dup_day_at (PscHistoryList *self,
            guint           position,
            GDateTime      *now)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  return psc_history_words_dup_day (psc_history_entry_get_started (entry),
                                    now);
}

/* A day begins where the entry above is of another one. */
static void
show_day (PscHistoryList *self,
          GtkListItem    *item,
          GDateTime      *now)
{
  PscKeptRow *row = PSC_KEPT_ROW (gtk_list_item_get_child (item));
  guint position = gtk_list_item_get_position (item);
  g_autofree char *day = dup_day_at (self, position, now);
  g_autofree char *above = NULL;

  if (position > 0)
    above = dup_day_at (self, position - 1, now);
  psc_kept_row_set_day (row, g_strcmp0 (day, above) != 0 ? day : NULL);
}

/* The view keeps the row that is on top where it is, and hides those that come
 * above it.  It scrolls, and moves its focus, by an action only. */
static void
show_newer (PscHistoryList *self)
{
  if (!self->has_newer || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;

  self->has_newer = FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self->view), "list.scroll-to-item",
                              "u", 0u);
}

static gboolean
show_days_in_idle (gpointer user_data)
{
  PscHistoryList *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GHashTableIter iter;
  gpointer item;

  self->source_id = 0;
  show_newer (self);
  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_position (item) != GTK_INVALID_LIST_POSITION &&
        !g_ptr_array_find (self->blank, item, NULL))
      show_day (self, item, now);

  g_signal_emit (self, signals[CHANGED], 0);

  return G_SOURCE_REMOVE;
}

/* After the view has moved its rows to where they are now, and once for
 * thousands of entries that come one by one. */
static void
rows_changed_cb (PscHistoryList *self,
                 guint           position,
                 guint           n_removed,
                 guint           n_added)
{
  GtkAdjustment *adjustment =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));

  /* Whoever has scrolled down and looks at it is not taken away from there. */
  if (position == 0 && n_removed == 0 &&
      n_added < psc_history_list_get_n_shown (self) &&
      (!gtk_widget_get_mapped (GTK_WIDGET (self)) ||
       gtk_adjustment_get_value (adjustment) <= 0.))
    self->has_newer = TRUE;
  if (self->source_id == 0)
    self->source_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, show_days_in_idle,
                                       self, NULL);
}

static void
selection_changed_cb (PscHistoryList *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
setup_cb (PscHistoryList *self,
          GtkListItem    *item)
{
  gtk_list_item_set_child (item, psc_kept_row_new ());
}

/* About where the first row that is seen is: the view knows it for certain only
 * when it has been given its place. */
static double
guess_top (PscHistoryList *self)
{
  GtkAdjustment *adjustment =
    gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (self->view));
  double upper = gtk_adjustment_get_upper (adjustment);

  return gtk_adjustment_get_value (adjustment) / MAX (upper, 1.) *
         psc_history_list_get_n_shown (self);
}

static double
get_distance (GtkListItem *item,
              double       top)
{
  double below = gtk_list_item_get_position (item) - top;

  return below >= 0. ? below : -below * WEIGHT_ABOVE;
}

static int
compare_distances (gconstpointer a,
                   gconstpointer b,
                   gpointer      user_data)
{
  const double *top = user_data;
  double left = get_distance (*(GtkListItem **) a, *top);
  double right = get_distance (*(GtkListItem **) b, *top);

  return (left > right) - (left < right);
}

static void
fill_row (PscHistoryList *self,
          GtkListItem    *item,
          GDateTime      *now)
{
  GtkWidget *row = gtk_list_item_get_child (item);

  gtk_widget_set_size_request (row, -1, -1);
  psc_kept_row_set_entry (PSC_KEPT_ROW (row), gtk_list_item_get_item (item));
  show_day (self, item, now);
  if (psc_kept_row_get_day (PSC_KEPT_ROW (row)) == NULL)
    gtk_widget_measure (row, GTK_ORIENTATION_VERTICAL, -1, NULL,
                        &self->row_height, NULL, NULL);
}

static void
make_row_blank (PscHistoryList *self,
                GtkListItem    *item)
{
  gtk_widget_set_size_request (gtk_list_item_get_child (item), -1,
                               self->row_height > 0 ? self->row_height : -1);
}

static gboolean
fill_cb (gpointer user_data)
{
  PscHistoryList *self = user_data;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  guint n_rows = MIN (self->blank->len, ROWS_TO_FILL);
  int height = self->row_height;
  double top = guess_top (self);

  g_ptr_array_sort_with_data (self->blank, compare_distances, &top);
  for (guint i = 0; i < n_rows; i++)
    fill_row (self, self->blank->pdata[i], now);
  g_ptr_array_remove_range (self->blank, 0, n_rows);

  /* The others take as much room already, so that little moves later. */
  for (guint i = 0; i < self->blank->len && self->row_height != height; i++)
    make_row_blank (self, self->blank->pdata[i]);

  self->fill_id = self->blank->len == 0 ? 0 :
    g_timeout_add_full (G_PRIORITY_DEFAULT_IDLE, FILL_INTERVAL_MS, fill_cb,
                        self, NULL);

  return G_SOURCE_REMOVE;
}

/* Before the next frame, so that what is seen is never blank.  Rows that are
 * filled while nobody sees them would all be measured at once when they are
 * shown. */
static void
fill_soon (PscHistoryList *self)
{
  g_clear_handle_id (&self->fill_id, g_source_remove);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    self->fill_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, fill_cb, self,
                                     NULL);
}

static void
bind_cb (PscHistoryList *self,
         GtkListItem    *item)
{
  g_hash_table_add (self->bound, item);
  g_ptr_array_add (self->blank, item);
  make_row_blank (self, item);
  fill_soon (self);
}

static void
unbind_cb (PscHistoryList *self,
           GtkListItem    *item)
{
  g_hash_table_remove (self->bound, item);
  g_ptr_array_remove_fast (self->blank, item);
  psc_kept_row_set_entry (PSC_KEPT_ROW (gtk_list_item_get_child (item)),
                          NULL);
}

static gboolean
match_cb (gpointer item,
          gpointer user_data)
{
  PscHistoryList *self = user_data;

  return self->filter == NULL || psc_history_filter_match (self->filter, item);
}

static void
activate_cb (PscHistoryList *self,
             guint           position)
{
  g_autoptr (PscHistoryEntry) entry =
    g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  g_signal_emit (self, signals[ACTIVATED], 0, entry);
}

static void
psc_history_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (psc_history_list_parent_class)->map (widget);

  show_newer (PSC_HISTORY_LIST (widget));
  fill_soon (PSC_HISTORY_LIST (widget));
}

static void
psc_history_list_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PSC_HISTORY_LIST (widget)->fill_id, g_source_remove);

  GTK_WIDGET_CLASS (psc_history_list_parent_class)->unmap (widget);
}

static gboolean
psc_history_list_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PSC_HISTORY_LIST (widget)->view));
}

static void
psc_history_list_dispose (GObject *object)
{
  PscHistoryList *self = PSC_HISTORY_LIST (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_HISTORY_LIST);
  g_clear_handle_id (&self->source_id, g_source_remove);
  g_clear_handle_id (&self->fill_id, g_source_remove);

  G_OBJECT_CLASS (psc_history_list_parent_class)->dispose (object);
}

static void
psc_history_list_finalize (GObject *object)
{
  PscHistoryList *self = PSC_HISTORY_LIST (object);

  g_hash_table_unref (self->bound);
  g_ptr_array_unref (self->blank);

  G_OBJECT_CLASS (psc_history_list_parent_class)->finalize (object);
}

static void
psc_history_list_class_init (PscHistoryListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_history_list_dispose;
  object_class->finalize = psc_history_list_finalize;
  widget_class->grab_focus = psc_history_list_grab_focus;
  widget_class->map = psc_history_list_map;
  widget_class->unmap = psc_history_list_unmap;

  signals[ACTIVATED] = g_signal_new ("activated", G_TYPE_FROM_CLASS (klass),
                                     G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 1, PSC_TYPE_HISTORY_ENTRY);
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-history-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PscHistoryList, custom);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryList,
                                        filtered);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryList,
                                        selection);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryList, view);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, rows_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selection_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, unbind_cb);
}

static void
psc_history_list_init (PscHistoryList *self)
{
  self->bound = g_hash_table_new (NULL, NULL);
  self->blank = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_custom_filter_set_filter_func (self->custom, match_cb, self, NULL);
}

/**
 * psc_history_list_new:
 *
 * Makes a list without entries.
 */
GtkWidget *
psc_history_list_new (void)
{
  return g_object_new (PSC_TYPE_HISTORY_LIST, NULL);
}

/**
 * psc_history_list_set_entries:
 * @entries: of PscHistoryEntry
 *
 * Lists entries, and follows what becomes of them.
 */
void
psc_history_list_set_entries (PscHistoryList *self,
                              GListModel     *entries)
{
  g_return_if_fail (PSC_IS_HISTORY_LIST (self));
  g_return_if_fail (G_IS_LIST_MODEL (entries));

  gtk_filter_list_model_set_model (self->filtered, entries);
}

/**
 * psc_history_list_set_filter:
 * @filter: what is looked for; read whenever there are others, so that it has
 *   to be there as long as the list
 *
 * Shows the entries that meet a filter, which may have changed.
 */
void
psc_history_list_set_filter (PscHistoryList         *self,
                             const PscHistoryFilter *filter)
{
  g_return_if_fail (PSC_IS_HISTORY_LIST (self));
  g_return_if_fail (filter != NULL);

  self->filter = filter;
  gtk_filter_changed (GTK_FILTER (self->custom), GTK_FILTER_CHANGE_DIFFERENT);
}

/**
 * psc_history_list_get_n_shown:
 *
 * How many entries meet the filter.
 */
guint
psc_history_list_get_n_shown (PscHistoryList *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_LIST (self), 0);

  return g_list_model_get_n_items (G_LIST_MODEL (self->filtered));
}

/**
 * psc_history_list_dup_selected:
 *
 * Returns: (transfer full) (element-type PscHistoryEntry): the entries that are
 *   selected, from top to bottom
 */
GPtrArray *
psc_history_list_dup_selected (PscHistoryList *self)
{
  g_autoptr (GtkBitset) set = NULL;
  GPtrArray *entries;
  GtkBitsetIter iter;
  guint position;
  gboolean more;

  g_return_val_if_fail (PSC_IS_HISTORY_LIST (self), NULL);

  entries = g_ptr_array_new_with_free_func (g_object_unref);
  set = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));
  for (more = gtk_bitset_iter_init_first (&iter, set, &position);
       more;
       more = gtk_bitset_iter_next (&iter, &position))
    g_ptr_array_add (entries,
                     g_list_model_get_item (G_LIST_MODEL (self->selection),
                                            position));

  return entries;
}

/* What holds the row that a widget is, or is in, or holds. */
static GtkListItem *
find_item (PscHistoryList *self,
           GtkWidget      *widget)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->bound);
  while (widget != NULL && g_hash_table_iter_next (&iter, &item, NULL))
    {
      GtkWidget *row = gtk_list_item_get_child (item);

      if (gtk_widget_is_ancestor (widget, row) || widget == row ||
          widget == gtk_widget_get_parent (row))
        return item;
    }

  return NULL;
}

/**
 * psc_history_list_point_at:
 * @x: where the pointer is, or NAN for where the keyboard is
 * @y: likewise
 * @at: (out caller-allocates): the place that is meant
 *
 * Selects the entry that is pointed at, unless it is one of those that are.
 *
 * Returns: whether there is an entry
 */
gboolean
psc_history_list_point_at (PscHistoryList *self,
                           double          x,
                           double          y,
                           GdkRectangle   *at)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkListItem *item;
  graphene_rect_t bounds;

  g_return_val_if_fail (PSC_IS_HISTORY_LIST (self), FALSE);
  g_return_val_if_fail (at != NULL, FALSE);

  item = find_item (self, isnan (x)
                          ? gtk_root_get_focus (gtk_widget_get_root (widget))
                          : gtk_widget_pick (widget, x, y, GTK_PICK_DEFAULT));
  if (item == NULL ||
      !gtk_widget_compute_bounds (gtk_list_item_get_child (item), widget,
                                  &bounds))
    return FALSE;

  if (!gtk_list_item_get_selected (item))
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection),
                                     gtk_list_item_get_position (item), TRUE);
  *at = isnan (x)
        ? (GdkRectangle) { (int) bounds.origin.x, (int) bounds.origin.y,
                           (int) bounds.size.width, (int) bounds.size.height }
        : (GdkRectangle) { (int) x, (int) y, 1, 1 };

  return TRUE;
}

/**
 * psc_history_list_leave_selected:
 *
 * Takes the focus beside the entries that are selected, before they go.
 */
void
psc_history_list_leave_selected (PscHistoryList *self)
{
  g_autoptr (GtkBitset) set = NULL;
  GHashTableIter iter;
  gpointer item;
  guint next;

  g_return_if_fail (PSC_IS_HISTORY_LIST (self));

  set = gtk_selection_model_get_selection (
    GTK_SELECTION_MODEL (self->selection));
  if (gtk_bitset_is_empty (set))
    return;

  next = gtk_bitset_get_maximum (set) + 1;
  if (next >= psc_history_list_get_n_shown (self))
    next = gtk_bitset_get_minimum (set) - 1;

  g_hash_table_iter_init (&iter, self->bound);
  while (g_hash_table_iter_next (&iter, &item, NULL))
    if (gtk_list_item_get_position (item) == next)
      {
        GtkWidget *row = gtk_list_item_get_child (item);

        gtk_widget_grab_focus (gtk_widget_get_parent (row));
        return;
      }
}

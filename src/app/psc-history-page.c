/* psc-history-page.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-history-page"

#include "config.h"

#include <glib/gi18n-lib.h>

#include "psc-history-bar.h"
#include "psc-history-description.h"
#include "psc-history-filter-bar.h"
#include "psc-history-list.h"
#include "psc-history-menu.h"
#include "psc-history-page.h"
#include "psc-history-words.h"
#include "psc-undo-list.h"

struct _PscHistoryPage
{
  AdwBin               parent_instance;

  /* Template widgets */
  PscHistoryFilterBar *filter_bar;
  GtkLabel            *problem;
  GtkStack            *stack;
  PscHistoryList      *list;
  PscHistoryBar       *bar;
  GMenuModel          *entry_menu;

  /* Owned */
  PscHistory          *history; /* (nullable) */
  PscHistoryEntry     *shown;   /* (nullable): of the run that is shown */

  guint                source_id;
  guint                has_shown : 1;
};

G_DEFINE_FINAL_TYPE (PscHistoryPage, psc_history_page, ADW_TYPE_BIN)

typedef enum
{
  PROP_HAS_SHOWN = 1,
  PROP_SHOWN,
} PscHistoryPageProperty;

static GParamSpec *properties[PROP_SHOWN + 1];

enum
{
  OPEN,
  COMPARE,
  EXPORT,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static gboolean
is_whole (PscHistoryEntry *entry)
{
  return psc_history_entry_get_state (entry) != PSC_HISTORY_RUNNING;
}

static gboolean
is_run (PscHistoryEntry *entry)
{
  return psc_history_entry_get_kind (entry) == PSC_HISTORY_RUN;
}

static void
set_enabled (PscHistoryPage *self,
             const char     *action,
             gboolean        enabled)
{
  gtk_widget_action_set_enabled (GTK_WIDGET (self), action, enabled);
}

static void
update_actions (PscHistoryPage *self)
{
  g_autoptr (GPtrArray) entries = psc_history_list_dup_selected (self->list);
  const char *hint = psc_history_words_get_no_comparison (entries,
                                                          self->has_shown,
                                                          self->shown);
  gboolean single = entries->len == 1;
  gboolean writable = self->history != NULL &&
                      psc_history_is_writable (self->history);
  gboolean whole = TRUE;

  for (guint i = 0; i < entries->len; i++)
    whole = whole && is_whole (g_ptr_array_index (entries, i));

  set_enabled (self, "history.open", single && whole);
  set_enabled (self, "history.compare", entries->len > 0 && hint == NULL);
  set_enabled (self, "history.describe", single && writable);
  set_enabled (self, "history.export",
               single && whole && is_run (g_ptr_array_index (entries, 0)));
  set_enabled (self, "history.delete", entries->len > 0 && whole && writable);
  psc_history_bar_show (self->bar, entries, hint);
}

static void
show_page (PscHistoryPage *self)
{
  guint n_all =
    self->history != NULL
    ? g_list_model_get_n_items (psc_history_get_entries (self->history)) : 0;
  guint n_shown = psc_history_list_get_n_shown (self->list);
  const char *empty = self->history == NULL ||
                      psc_history_is_writable (self->history) ? "empty" : "closed";

  gtk_widget_set_visible (GTK_WIDGET (self->filter_bar), n_all > 0);
  psc_history_filter_bar_set_counts (self->filter_bar, n_shown, n_all);
  gtk_stack_set_visible_child_name (self->stack,
                                    n_all == 0 ? empty :
                                    n_shown == 0 ? "no-match" : "list");
}

static int
compare_paths (gconstpointer a,
               gconstpointer b)
{
  return g_strcmp0 (*(const char * const *) a, *(const char * const *) b);
}

static void
fill_directories (PscHistoryPage *self)
{
  GListModel *entries = psc_history_get_entries (self->history);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) paths = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (entries); i++)
    {
      g_autoptr (PscHistoryEntry) entry = g_list_model_get_item (entries, i);
      const char *path = psc_history_entry_get_directory (entry);

      if (g_hash_table_contains (seen, path))
        continue;

      g_ptr_array_add (paths, g_strdup (path));
      g_hash_table_add (seen, g_ptr_array_index (paths, paths->len - 1));
    }

  g_ptr_array_sort (paths, compare_paths);
  psc_history_filter_bar_set_directories (self->filter_bar, paths);
}

static gboolean
show_entries_in_idle (gpointer user_data)
{
  PscHistoryPage *self = user_data;

  self->source_id = 0;
  fill_directories (self);
  show_page (self);

  return G_SOURCE_REMOVE;
}

/* Once for thousands of entries that come one by one. */
static void
entries_changed_cb (PscHistoryPage *self)
{
  if (self->source_id == 0)
    self->source_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE,
                                       show_entries_in_idle, self, NULL);
}

static void
list_changed_cb (PscHistoryPage *self)
{
  show_page (self);
  update_actions (self);
}

static void
filter_changed_cb (PscHistoryPage *self)
{
  const PscHistoryFilter *filter =
    psc_history_filter_bar_get_filter (self->filter_bar);

  psc_history_list_set_filter (self->list, filter);
  set_enabled (self, "history.clear-filter",
               !psc_history_filter_is_empty (filter));
}

static void
activated_cb (PscHistoryPage  *self,
              PscHistoryEntry *entry)
{
  if (is_whole (entry))
    g_signal_emit (self, signals[OPEN], 0, entry);
}

/* Says what is to be done with the entry that is selected. */
static void
tell_selected (PscHistoryPage *self,
               guint           signal)
{
  g_autoptr (GPtrArray) entries = psc_history_list_dup_selected (self->list);

  g_signal_emit (self, signals[signal], 0, g_ptr_array_index (entries, 0));
}

static void
open_action (GtkWidget  *widget,
             const char *action_name,
             GVariant   *parameter)
{
  tell_selected (PSC_HISTORY_PAGE (widget), OPEN);
}

static void
export_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  tell_selected (PSC_HISTORY_PAGE (widget), EXPORT);
}

static void
compare_action (GtkWidget  *widget,
                const char *action_name,
                GVariant   *parameter)
{
  g_autoptr (GPtrArray) entries = psc_history_list_dup_selected (
    PSC_HISTORY_PAGE (widget)->list);

  g_signal_emit (widget, signals[COMPARE], 0, g_ptr_array_index (entries, 0),
                 entries->len > 1 ? g_ptr_array_index (entries, 1) : NULL);
}

static void
describe_action (GtkWidget  *widget,
                 const char *action_name,
                 GVariant   *parameter)
{
  PscHistoryPage *self = PSC_HISTORY_PAGE (widget);
  g_autoptr (GPtrArray) entries = psc_history_list_dup_selected (self->list);
  GtkWidget *dialog =
    psc_history_description_new (self->history,
                                 g_ptr_array_index (entries, 0));

  gtk_window_set_transient_for (GTK_WINDOW (dialog),
                                GTK_WINDOW (gtk_widget_get_root (widget)));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
clear_filter_action (GtkWidget  *widget,
                     const char *action_name,
                     GVariant   *parameter)
{
  psc_history_filter_bar_clear (PSC_HISTORY_PAGE (widget)->filter_bar);
}

static void
restore (gpointer owner,
         gpointer removed)
{
  PscHistoryPage *self = PSC_HISTORY_PAGE (owner);
  GPtrArray *entries = removed;

  for (guint i = 0; i < entries->len; i++)
    psc_history_restore (self->history, g_ptr_array_index (entries, i));
}

static void
offer_undo (PscHistoryPage *self,
            GPtrArray      *entries)
{
  PscUndoList *undo_list = psc_undo_list_find (GTK_WIDGET (self));
  g_autofree char *text = NULL;

  if (undo_list == NULL)
    return;

  text = g_strdup_printf (ngettext ("%'u entry deleted", "%'u entries deleted",
                                    entries->len), entries->len);
  psc_undo_list_offer (undo_list, text, restore, self,
                       g_ptr_array_ref (entries),
                       (GDestroyNotify) g_ptr_array_unref);
}

static void
delete_action (GtkWidget  *widget,
               const char *action_name,
               GVariant   *parameter)
{
  PscHistoryPage *self = PSC_HISTORY_PAGE (widget);
  g_autoptr (GPtrArray) entries = psc_history_list_dup_selected (self->list);

  /* A focus that went with its row would begin again at the window's top. */
  psc_history_list_leave_selected (self->list);
  psc_history_remove_all (self->history, entries);
  offer_undo (self, entries);
}

static void
history_changed_cb (PscHistoryPage *self)
{
  const char *problem = psc_history_get_problem (self->history);

  gtk_label_set_label (self->problem, problem != NULL ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  list_changed_cb (self);
}

static void
psc_history_page_dispose (GObject *object)
{
  PscHistoryPage *self = PSC_HISTORY_PAGE (object);

  if (self->history != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->history, self);
      g_signal_handlers_disconnect_by_data (
        psc_history_get_entries (self->history), self);
    }
  g_clear_handle_id (&self->source_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PSC_TYPE_HISTORY_PAGE);
  g_clear_object (&self->history);
  g_clear_object (&self->shown);

  G_OBJECT_CLASS (psc_history_page_parent_class)->dispose (object);
}

static void
psc_history_page_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  PscHistoryPage *self = PSC_HISTORY_PAGE (object);

  switch ((PscHistoryPageProperty) prop_id)
    {
    case PROP_HAS_SHOWN:
      g_value_set_boolean (value, psc_history_page_get_has_shown (self));
      break;

    case PROP_SHOWN:
      g_value_set_object (value, psc_history_page_get_shown (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
psc_history_page_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  PscHistoryPage *self = PSC_HISTORY_PAGE (object);

  switch ((PscHistoryPageProperty) prop_id)
    {
    case PROP_HAS_SHOWN:
      psc_history_page_set_has_shown (self, g_value_get_boolean (value));
      break;

    case PROP_SHOWN:
      psc_history_page_set_shown (self, g_value_get_object (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
      break;
    }
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "history.open", NULL,
                                   open_action);
  gtk_widget_class_install_action (widget_class, "history.compare", NULL,
                                   compare_action);
  gtk_widget_class_install_action (widget_class, "history.describe", NULL,
                                   describe_action);
  gtk_widget_class_install_action (widget_class, "history.export", NULL,
                                   export_action);
  gtk_widget_class_install_action (widget_class, "history.delete", NULL,
                                   delete_action);
  gtk_widget_class_install_action (widget_class, "history.clear-filter", NULL,
                                   clear_filter_action);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_k,
                                       GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "history.compare", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0,
                                       "history.describe", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s,
                                       GDK_CONTROL_MASK, "history.export",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0,
                                       "history.delete", NULL);
}

static void
psc_history_page_class_init (PscHistoryPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = psc_history_page_dispose;
  object_class->get_property = psc_history_page_get_property;
  object_class->set_property = psc_history_page_set_property;

  properties[PROP_HAS_SHOWN] =
    g_param_spec_boolean ("has-shown", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                          G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOWN] =
    g_param_spec_object ("shown", NULL, NULL, PSC_TYPE_HISTORY_ENTRY,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY |
                         G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties),
                                     properties);

  signals[OPEN] = g_signal_new ("open", G_TYPE_FROM_CLASS (klass),
                                G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 1, PSC_TYPE_HISTORY_ENTRY);
  signals[COMPARE] = g_signal_new ("compare", G_TYPE_FROM_CLASS (klass),
                                   G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, PSC_TYPE_HISTORY_ENTRY,
                                   PSC_TYPE_HISTORY_ENTRY);
  signals[EXPORT] = g_signal_new ("export", G_TYPE_FROM_CLASS (klass),
                                  G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, PSC_TYPE_HISTORY_ENTRY);

  g_type_ensure (PSC_TYPE_HISTORY_BAR);
  g_type_ensure (PSC_TYPE_HISTORY_FILTER_BAR);
  g_type_ensure (PSC_TYPE_HISTORY_LIST);
  gtk_widget_class_set_template_from_resource (
    widget_class, PSC_RESOURCE_BASE "psc-history-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PscHistoryPage, bar);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryPage,
                                        entry_menu);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryPage,
                                        filter_bar);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryPage, list);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryPage, problem);
  gtk_widget_class_bind_template_child (widget_class, PscHistoryPage, stack);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, list_changed_cb);
  install_actions (widget_class);
}

static void
psc_history_page_init (PscHistoryPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  psc_history_menu_add (self->list, self->entry_menu);
  filter_changed_cb (self);
  update_actions (self);
}

/**
 * psc_history_page_new:
 *
 * Makes a page without a history, on which nothing is kept.
 */
GtkWidget *
psc_history_page_new (void)
{
  return g_object_new (PSC_TYPE_HISTORY_PAGE, NULL);
}

/**
 * psc_history_page_set_history:
 *
 * Lists the entries of a history.  To be set once.
 */
void
psc_history_page_set_history (PscHistoryPage *self,
                              PscHistory     *history)
{
  GListModel *entries;

  g_return_if_fail (PSC_IS_HISTORY_PAGE (self));
  g_return_if_fail (PSC_IS_HISTORY (history));
  g_return_if_fail (self->history == NULL);

  self->history = g_object_ref (history);
  entries = psc_history_get_entries (history);
  psc_history_list_set_entries (self->list, entries);
  g_signal_connect_swapped (entries, "items-changed",
                            G_CALLBACK (entries_changed_cb), self);
  g_signal_connect_swapped (history, "changed",
                            G_CALLBACK (history_changed_cb), self);
  show_entries_in_idle (self);
  history_changed_cb (self);
}

/**
 * psc_history_page_get_has_shown:
 *
 * Whether a run is shown that others can be compared with.
 */
gboolean
psc_history_page_get_has_shown (PscHistoryPage *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_PAGE (self), FALSE);

  return self->has_shown;
}

/**
 * psc_history_page_set_has_shown:
 *
 * Sets whether a run is shown that others can be compared with.
 */
void
psc_history_page_set_has_shown (PscHistoryPage *self,
                                gboolean        has_shown)
{
  g_return_if_fail (PSC_IS_HISTORY_PAGE (self));

  if (self->has_shown == !!has_shown)
    return;

  self->has_shown = !!has_shown;
  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_SHOWN]);
}

/**
 * psc_history_page_get_shown:
 *
 * Returns: (transfer none) (nullable): the entry of the run that is shown
 */
PscHistoryEntry *
psc_history_page_get_shown (PscHistoryPage *self)
{
  g_return_val_if_fail (PSC_IS_HISTORY_PAGE (self), NULL);

  return self->shown;
}

/**
 * psc_history_page_set_shown:
 * @shown: (nullable): the entry of the run that is shown
 *
 * Sets which entry is not compared with the run that is shown, as it is the same.
 */
void
psc_history_page_set_shown (PscHistoryPage  *self,
                            PscHistoryEntry *shown)
{
  g_return_if_fail (PSC_IS_HISTORY_PAGE (self));
  g_return_if_fail (shown == NULL || PSC_IS_HISTORY_ENTRY (shown));

  if (!g_set_object (&self->shown, shown))
    return;

  update_actions (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOWN]);
}

/**
 * psc_history_page_find:
 *
 * Takes the focus to where one types what to look for.
 */
void
psc_history_page_find (PscHistoryPage *self)
{
  g_return_if_fail (PSC_IS_HISTORY_PAGE (self));

  gtk_widget_grab_focus (GTK_WIDGET (self->filter_bar));
}

/**
 * psc_history_page_enter:
 *
 * Takes the focus to the entries, so that the arrows and Enter find them.
 */
void
psc_history_page_enter (PscHistoryPage *self)
{
  gboolean lists;

  g_return_if_fail (PSC_IS_HISTORY_PAGE (self));

  lists = g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0;
  gtk_widget_grab_focus (lists ? GTK_WIDGET (self->list)
                               : GTK_WIDGET (self->filter_bar));
}

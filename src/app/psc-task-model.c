/* psc-task-model.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-model"

#include "config.h"

#include "psc-task-model.h"

/* Rows are told of their tasks as often as an eye can follow.  Each time may
 * cost a frame, and its CPU time is taken from the run. */
#define TELL_INTERVAL_MS 200

struct _PscTaskModel
{
  GObject     parent_instance;

  /* Owned */
  PscRun     *run;
  GHashTable *live; /* index -> LiveItem; the items themselves are borrowed */
  guint      *n_seen; /* by lane: tasks whose items have been told */

  guint       tell_id;
};

typedef struct
{
  PscTaskModel *model; /* borrowed */
  PscTaskItem  *item;  /* borrowed */
  guint         index;
} LiveItem;

static void list_model_iface_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PscTaskModel, psc_task_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      list_model_iface_init))

static void
item_gone_cb (gpointer  user_data,
              GObject  *where_the_object_was)
{
  LiveItem *live = user_data;

  live->item = NULL;
  g_hash_table_remove (live->model->live, GUINT_TO_POINTER (live->index));
}

static void
live_item_free (gpointer data)
{
  LiveItem *live = data;

  if (live->item != NULL)
    g_object_weak_unref (G_OBJECT (live->item), item_gone_cb, live);
  g_free (live);
}

static guint
get_n_tasks (PscTaskModel *self)
{
  return self->run != NULL ? psc_run_get_n_tasks (self->run) : 0;
}

static GType
psc_task_model_get_item_type (GListModel *model)
{
  return PSC_TYPE_TASK_ITEM;
}

static guint
psc_task_model_get_n_items (GListModel *model)
{
  return get_n_tasks (PSC_TASK_MODEL (model));
}

static gpointer
psc_task_model_get_item (GListModel *model,
                         guint       position)
{
  PscTaskModel *self = PSC_TASK_MODEL (model);
  LiveItem *live;

  if (position >= get_n_tasks (self))
    return NULL;

  live = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (live != NULL)
    return g_object_ref (live->item);

  live = g_new (LiveItem, 1);
  live->model = self;
  live->item = psc_task_item_new (self->run, position);
  live->index = position;
  g_object_weak_ref (G_OBJECT (live->item), item_gone_cb, live);
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), live);

  return live->item;
}

static void
list_model_iface_init (GListModelInterface *iface)
{
  iface->get_item_type = psc_task_model_get_item_type;
  iface->get_n_items = psc_task_model_get_n_items;
  iface->get_item = psc_task_model_get_item;
}

/* Tells the items of tasks that have ended since the last time. */
static void
tell_items (PscTaskModel *self)
{
  for (guint lane = 0; lane < psc_run_get_n_lanes (self->run); lane++)
    {
      guint n_tasks;
      const guint32 *tasks = psc_run_get_lane_tasks (self->run, lane,
                                                     &n_tasks);

      for (guint i = self->n_seen[lane]; i < n_tasks; i++)
        {
          LiveItem *live = g_hash_table_lookup (self->live,
                                                GUINT_TO_POINTER (tasks[i]));

          if (live != NULL)
            psc_task_item_ended (live->item);
        }
      self->n_seen[lane] = n_tasks;
    }
}

static gboolean
tell_cb (gpointer user_data)
{
  PscTaskModel *self = user_data;

  self->tell_id = 0;
  tell_items (self);

  return G_SOURCE_REMOVE;
}

static void
run_changed_cb (PscTaskModel *self)
{
  if (self->tell_id == 0)
    self->tell_id = g_timeout_add (TELL_INTERVAL_MS, tell_cb, self);
}

/* A task that never reached a lane gets its outcome without being named by
 * one, at the end of the run at the latest. */
static void
run_ended_cb (PscTaskModel *self)
{
  g_autoptr (GList) all = g_hash_table_get_values (self->live);
  g_autoptr (GPtrArray) items =
    g_ptr_array_new_with_free_func (g_object_unref);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  tell_items (self);

  for (GList *link = all; link != NULL; link = link->next)
    {
      LiveItem *live = link->data;

      if (psc_task_item_get_worker (live->item) == 0)
        g_ptr_array_add (items, g_object_ref (live->item));
    }

  for (guint i = 0; i < items->len; i++)
    psc_task_item_ended (g_ptr_array_index (items, i));
}

static void
psc_task_model_dispose (GObject *object)
{
  PscTaskModel *self = PSC_TASK_MODEL (object);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_hash_table_remove_all (self->live);
  g_clear_pointer (&self->n_seen, g_free);
  if (self->run != NULL)
    g_signal_handlers_disconnect_by_data (self->run, self);
  g_clear_object (&self->run);

  G_OBJECT_CLASS (psc_task_model_parent_class)->dispose (object);
}

static void
psc_task_model_finalize (GObject *object)
{
  PscTaskModel *self = PSC_TASK_MODEL (object);

  g_clear_pointer (&self->live, g_hash_table_unref);

  G_OBJECT_CLASS (psc_task_model_parent_class)->finalize (object);
}

static void
psc_task_model_class_init (PscTaskModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = psc_task_model_dispose;
  object_class->finalize = psc_task_model_finalize;
}

static void
psc_task_model_init (PscTaskModel *self)
{
  self->live = g_hash_table_new_full (NULL, NULL, NULL, live_item_free);
}

/**
 * psc_task_model_new:
 *
 * Makes a list without a run, which is empty.
 */
PscTaskModel *
psc_task_model_new (void)
{
  return g_object_new (PSC_TYPE_TASK_MODEL, NULL);
}

/**
 * psc_task_model_get_run:
 *
 * Returns: (transfer none) (nullable): the run whose tasks are listed
 */
PscRun *
psc_task_model_get_run (PscTaskModel *self)
{
  g_return_val_if_fail (PSC_IS_TASK_MODEL (self), NULL);

  return self->run;
}

static void
drop_run (PscTaskModel *self)
{
  guint n_tasks = get_n_tasks (self);

  g_clear_handle_id (&self->tell_id, g_source_remove);
  g_signal_handlers_disconnect_by_data (self->run, self);
  g_hash_table_remove_all (self->live);
  g_clear_pointer (&self->n_seen, g_free);
  g_clear_object (&self->run);

  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_tasks, 0);
}

/**
 * psc_task_model_set_run:
 * @run: (nullable): the run whose tasks are to be listed
 *
 * Lists the tasks of another run, all of them, ended or not.
 */
void
psc_task_model_set_run (PscTaskModel *self,
                        PscRun       *run)
{
  g_return_if_fail (PSC_IS_TASK_MODEL (self));

  if (self->run == run)
    return;

  /* Told in two steps: on a single one, which removes and adds, a list view
   * looks through all the new items for the old ones. */
  if (self->run != NULL)
    drop_run (self);

  if (run == NULL)
    return;

  self->run = g_object_ref (run);
  self->n_seen = g_new0 (guint, psc_run_get_n_lanes (run));
  g_signal_connect_object (run, "changed", G_CALLBACK (run_changed_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (run, "ended", G_CALLBACK (run_ended_cb),
                           self, G_CONNECT_SWAPPED);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0,
                              get_n_tasks (self));
}

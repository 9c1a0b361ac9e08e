/* psc-task-items.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-task-items"

#include "config.h"

#include "psc-task-items.h"

struct _PscTaskItems
{
  GHashTable *live; /* position -> LiveItem */
};

typedef struct
{
  PscTaskItems *items; /* borrowed */
  PscTaskItem  *item;  /* borrowed */
  guint         position;
} LiveItem;

static void
item_gone_cb (gpointer  user_data,
              GObject  *where_the_object_was)
{
  LiveItem *live = user_data;

  live->item = NULL;
  g_hash_table_remove (live->items->live, GUINT_TO_POINTER (live->position));
}

static void
live_item_free (gpointer data)
{
  LiveItem *live = data;

  if (live->item != NULL)
    g_object_weak_unref (G_OBJECT (live->item), item_gone_cb, live);
  g_free (live);
}

/* What is told of an item may bring and let go others. */
static GArray *
list_positions (PscTaskItems *self)
{
  GArray *positions = g_array_new (FALSE, FALSE, sizeof (guint));
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->live);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint position = GPOINTER_TO_UINT (key);

      g_array_append_val (positions, position);
    }

  return positions;
}

static PscTaskItem *
hold (PscTaskItems *self,
      guint         position)
{
  LiveItem *live = g_hash_table_lookup (self->live,
                                        GUINT_TO_POINTER (position));

  return live != NULL ? g_object_ref (live->item) : NULL;
}

/**
 * psc_task_items_new:
 *
 * Prepares to make items.
 */
PscTaskItems *
psc_task_items_new (void)
{
  PscTaskItems *self = g_new0 (PscTaskItems, 1);

  self->live = g_hash_table_new_full (NULL, NULL, NULL, live_item_free);

  return self;
}

/**
 * psc_task_items_free:
 *
 * Forgets all items; those who hold some keep them.
 */
void
psc_task_items_free (PscTaskItems *self)
{
  g_hash_table_unref (self->live);
  g_free (self);
}

/**
 * psc_task_items_get:
 * @run: what a new item is about
 * @position: which row of the list
 * @task: the index in @run that a new item is about
 *
 * Returns: (transfer full): the one item of the row
 */
PscTaskItem *
psc_task_items_get (PscTaskItems *self,
                    PscRun       *run,
                    guint         position,
                    guint         task)
{
  LiveItem *live;

  g_return_val_if_fail (self != NULL, NULL);

  live = g_hash_table_lookup (self->live, GUINT_TO_POINTER (position));
  if (live != NULL)
    return g_object_ref (live->item);

  live = g_new (LiveItem, 1);
  live->items = self;
  live->item = psc_task_item_new (run, task);
  live->position = position;
  g_object_weak_ref (G_OBJECT (live->item), item_gone_cb, live);
  g_hash_table_insert (self->live, GUINT_TO_POINTER (position), live);

  return live->item;
}

/**
 * psc_task_items_set_tasks:
 * @tasks: by position, the indices of tasks in @run
 * @n_tasks: how many rows have another task
 *
 * Gives the rows other tasks.
 */
void
psc_task_items_set_tasks (PscTaskItems  *self,
                          PscRun        *run,
                          const guint32 *tasks,
                          guint          n_tasks)
{
  g_autoptr (GArray) positions = NULL;

  g_return_if_fail (self != NULL);

  positions = list_positions (self);
  for (guint i = 0; i < positions->len; i++)
    {
      guint position = g_array_index (positions, guint, i);
      g_autoptr (PscTaskItem) item = hold (self, position);

      if (item != NULL && position < n_tasks)
        psc_task_item_set_task (item, run, tasks[position]);
    }
}

/**
 * psc_task_items_update:
 *
 * Looks whether tasks have ended meanwhile.
 */
void
psc_task_items_update (PscTaskItems *self)
{
  g_autoptr (GArray) positions = NULL;

  g_return_if_fail (self != NULL);

  positions = list_positions (self);
  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (PscTaskItem) item =
        hold (self, g_array_index (positions, guint, i));

      if (item != NULL)
        psc_task_item_update (item);
    }
}

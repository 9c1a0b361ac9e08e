/* test-queue.c: chunks are handed out, brought back and handed out again
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "psc-queue.h"
#include "psc-test-utils.h"

static void
assert_take (PscQueue *queue,
             PscChunk *chunk,
             guint     number,
             guint     first,
             guint     n_tasks,
             gboolean  last)
{
  gboolean dry = !last;

  g_assert_true (psc_queue_take (queue, chunk, &dry));
  g_assert_cmpuint (chunk->number, ==, number);
  g_assert_cmpuint (chunk->first, ==, first);
  g_assert_cmpuint (chunk->n_tasks, ==, n_tasks);
  g_assert_cmpint (dry, ==, last);
  g_assert_cmpint (psc_queue_is_dry (queue), ==, last);
}

static void
finish (PscQueue *queue,
        PscChunk *chunk)
{
  chunk->first += chunk->n_tasks;
  chunk->n_tasks = 0;
  psc_queue_give_back (queue, chunk);
}

static void
test_chunks (void)
{
  g_autoptr (PscQueue) queue = psc_queue_new (7, 3);
  PscChunk chunks[3];
  PscChunk none;
  gboolean dry;

  g_assert_false (psc_queue_is_dry (queue));
  assert_take (queue, &chunks[0], 1, 0, 3, FALSE);
  assert_take (queue, &chunks[1], 2, 3, 3, FALSE);
  assert_take (queue, &chunks[2], 3, 6, 1, TRUE);
  for (guint i = 0; i < 3; i++)
    finish (queue, &chunks[i]);

  g_assert_false (psc_queue_take (queue, &none, &dry));
}

static void
test_edges (void)
{
  g_autoptr (PscQueue) empty = psc_queue_new (0, 5);
  g_autoptr (PscQueue) large = psc_queue_new (G_MAXUINT, G_MAXUINT - 1);
  PscChunk chunk;
  gboolean dry;

  g_assert_true (psc_queue_is_dry (empty));
  g_assert_false (psc_queue_take (empty, &chunk, &dry));

  assert_take (large, &chunk, 1, 0, G_MAXUINT - 1, FALSE);
  finish (large, &chunk);
  assert_take (large, &chunk, 2, G_MAXUINT - 1, 1, TRUE);
  finish (large, &chunk);
  g_assert_false (psc_queue_take (large, &chunk, &dry));
}

/* What comes back keeps its number and goes out first. */
static void
test_give_back (void)
{
  g_autoptr (PscQueue) queue = psc_queue_new (10, 4);
  PscChunk chunk, other;

  assert_take (queue, &chunk, 1, 0, 4, FALSE);
  assert_take (queue, &other, 2, 4, 4, FALSE);
  chunk.first++;
  chunk.n_tasks--;
  psc_queue_give_back (queue, &chunk);
  assert_take (queue, &chunk, 1, 1, 3, FALSE);
  finish (queue, &other);
  assert_take (queue, &other, 3, 8, 2, TRUE);

  /* Dry a second time, once that has been given back. */
  psc_queue_give_back (queue, &other);
  g_assert_false (psc_queue_is_dry (queue));
  assert_take (queue, &other, 3, 8, 2, TRUE);
  finish (queue, &other);
  finish (queue, &chunk);
}

static void
test_close (void)
{
  g_autoptr (PscQueue) queue = psc_queue_new (10, 4);
  PscChunk chunk, none;
  gboolean dry;

  assert_take (queue, &chunk, 1, 0, 4, FALSE);
  psc_queue_close (queue);
  g_assert_true (psc_queue_is_dry (queue));
  g_assert_false (psc_queue_take (queue, &none, &dry));
  psc_queue_give_back (queue, &chunk);
  g_assert_false (psc_queue_take (queue, &none, &dry));
}

typedef struct
{
  PscQueue *queue;
  PscChunk  chunk;
  gboolean  taken;
  gint      is_done;
  GThread  *thread;
} Taker;

static gpointer
take_once (gpointer data)
{
  Taker *taker = data;
  gboolean dry;

  taker->taken = psc_queue_take (taker->queue, &taker->chunk, &dry);
  g_atomic_int_set (&taker->is_done, TRUE);

  return NULL;
}

static void
start_taker (Taker    *taker,
             PscQueue *queue)
{
  *taker = (Taker) { .queue = queue };
  taker->thread = g_thread_new ("taker", take_once, taker);
}

static void
join_taker (Taker *taker)
{
  psc_test_wait_until (g_atomic_int_get (&taker->is_done));
  g_thread_join (taker->thread);
}

/* While somebody holds a chunk there may be work again. */
static void
test_wait (void)
{
  g_autoptr (PscQueue) queue = psc_queue_new (8, 4);
  PscChunk chunk, other;
  Taker takers[3];
  guint n_taken = 0;

  assert_take (queue, &chunk, 1, 0, 4, FALSE);
  assert_take (queue, &other, 2, 4, 4, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    start_taker (&takers[i], queue);
  g_usleep (G_USEC_PER_SEC / 10);
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    g_assert_false (g_atomic_int_get (&takers[i].is_done));

  chunk.first += 3;
  chunk.n_tasks -= 3;
  psc_queue_give_back (queue, &chunk);
  psc_test_wait_until (g_atomic_int_get (&takers[0].is_done) +
                       g_atomic_int_get (&takers[1].is_done) +
                       g_atomic_int_get (&takers[2].is_done) == 1);

  /* The two others wait on, until all is done. */
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    {
      if (g_atomic_int_get (&takers[i].is_done))
        {
          g_assert_cmpuint (takers[i].chunk.first, ==, 3);
          g_assert_cmpuint (takers[i].chunk.n_tasks, ==, 1);
          finish (queue, &takers[i].chunk);
          break;
        }
    }
  finish (queue, &other);
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    {
      join_taker (&takers[i]);
      n_taken += takers[i].taken;
    }
  g_assert_cmpuint (n_taken, ==, 1);
}

static void
test_close_wakes (void)
{
  g_autoptr (PscQueue) queue = psc_queue_new (4, 4);
  PscChunk chunk;
  Taker takers[3];

  assert_take (queue, &chunk, 1, 0, 4, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    start_taker (&takers[i], queue);
  g_usleep (G_USEC_PER_SEC / 50);
  psc_queue_close (queue);
  for (guint i = 0; i < G_N_ELEMENTS (takers); i++)
    {
      join_taker (&takers[i]);
      g_assert_false (takers[i].taken);
    }
  psc_queue_give_back (queue, &chunk);
}

typedef struct
{
  PscQueue *queue;
  gint     *times; /* by task: how often it has been done */
  guint32   seed;
  gint      is_done;
  GThread  *thread;
} Lane;

/* Does chunks as far as chance lets it. */
static gpointer
live (gpointer data)
{
  Lane *lane = data;
  g_autoptr (GRand) rand = g_rand_new_with_seed (lane->seed);
  PscChunk chunk;
  gboolean dry;

  while (psc_queue_take (lane->queue, &chunk, &dry))
    {
      while (chunk.n_tasks > 0 && g_rand_int_range (rand, 0, 5) != 0)
        {
          g_atomic_int_inc (&lane->times[chunk.first]);
          chunk.first++;
          chunk.n_tasks--;
        }
      if (g_rand_boolean (rand))
        g_thread_yield ();
      psc_queue_give_back (lane->queue, &chunk);
    }
  g_atomic_int_set (&lane->is_done, TRUE);

  return NULL;
}

/* Whatever lanes do, in the end every task has been done once. */
static void
test_random (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint n_tasks = (guint) g_test_rand_int_range (0, 400);
      guint n_lanes = (guint) g_test_rand_int_range (1, 9);
      guint size = (guint) g_test_rand_int_range (1, 40);
      g_autoptr (PscQueue) queue = psc_queue_new (n_tasks, size);
      g_autofree gint *times = g_new0 (gint, n_tasks + 1);
      Lane lanes[8];

      for (guint i = 0; i < n_lanes; i++)
        {
          lanes[i] = (Lane) { queue, times, (guint32) g_test_rand_int (), 0,
                              NULL };
          lanes[i].thread = g_thread_new ("lane", live, &lanes[i]);
        }
      for (guint i = 0; i < n_lanes; i++)
        {
          psc_test_wait_until (g_atomic_int_get (&lanes[i].is_done));
          g_thread_join (lanes[i].thread);
        }

      for (guint i = 0; i < n_tasks; i++)
        g_assert_cmpint (times[i], ==, 1);
      g_assert_cmpint (times[n_tasks], ==, 0);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/queue/chunks", test_chunks);
  g_test_add_func ("/queue/edges", test_edges);
  g_test_add_func ("/queue/give-back", test_give_back);
  g_test_add_func ("/queue/close", test_close);
  g_test_add_func ("/queue/wait", test_wait);
  g_test_add_func ("/queue/close-wakes", test_close_wakes);
  g_test_add_func ("/queue/random", test_random);

  return g_test_run ();
}

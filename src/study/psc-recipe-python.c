/* psc-recipe-python.c
 *
 * Copyright 2026 The Poolscope developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#define G_LOG_DOMAIN "psc-recipe-python"

#include "config.h"

#include "psc-recipe.h"

/* The program says only what its run needs, so that it can be read. */
typedef struct
{
  const PscSettings *settings;
  const char        *directory;
  PscListingFlags    flags;
  gboolean           computes;
  gboolean           commands;
  gboolean           inherits; /* workers draw from the state they start with */
  gboolean           executor; /* one of concurrent.futures */
} Recipe;

static gboolean
has_compute (PscPipeline *pipeline)
{
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    if (psc_pipeline_step_is_compute (pipeline, i))
      return TRUE;

  return FALSE;
}

/* Bytes that are no UTF-8 are decoded as Python decodes file names. */
static void
append_string (GString    *text,
               const char *word)
{
  gboolean is_utf8 = g_utf8_validate (word, -1, NULL);

  g_string_append (text, is_utf8 ? "\"" : "os.fsdecode(b\"");
  for (const char *p = word; *p != '\0'; p++)
    {
      guchar byte = (guchar) *p;

      if (byte == '"' || byte == '\\')
        g_string_append_printf (text, "\\%c", byte);
      else if (byte < 0x20 || byte == 0x7f || (byte >= 0x80 && !is_utf8))
        g_string_append_printf (text, "\\x%02x", byte);
      else
        g_string_append_c (text, *p);
    }
  g_string_append (text, is_utf8 ? "\"" : "\")");
}

static void
append_imports (GString      *text,
                const Recipe *recipe)
{
  PscMode mode = recipe->settings->mode;

  if (recipe->executor)
    g_string_append (text, "import concurrent.futures\n");
  if (recipe->settings->tasks_per_worker != 0)
    g_string_append (text, "import math\n");
  if (psc_mode_is_process (mode))
    g_string_append (text, "import multiprocessing\n");
  if (mode == PSC_MODE_DUMMY)
    g_string_append (text, "import multiprocessing.dummy\n");
  g_string_append (text, "import os\n");
  if (recipe->commands)
    g_string_append (text, "import stat\nimport subprocess\n");
  if (recipe->settings->global_lock)
    g_string_append (text, "import threading\n");
  g_string_append (text, "import time\n\n");

  if (recipe->computes)
    g_string_append (
      text,
      "# NumPy's own threads would compete with the pool's workers.\n"
      "for variable in (\"OMP_NUM_THREADS\", \"OPENBLAS_NUM_THREADS\"):\n"
      "    os.environ.setdefault(variable, \"1\")\n\n"
      "import numpy\n\n");
}

static void
append_steps (GString     *text,
              PscPipeline *pipeline)
{
  g_string_append (text, "# A step is a command, in which {} stands for the "
                         "file, or None to compute.\nSTEPS = [\n");
  for (guint i = 0; i < psc_pipeline_get_n_steps (pipeline); i++)
    {
      const PscStep *step = psc_pipeline_get_step (pipeline, i);

      g_string_append (text, "    (");
      append_string (text, step->name);
      if (step->argv == NULL)
        {
          g_string_append (text, ", None),\n");
          continue;
        }

      for (guint k = 0; step->argv[k] != NULL; k++)
        {
          g_string_append (text, k == 0 ? ", [" : ", ");
          append_string (text, step->argv[k]);
        }
      g_string_append (text, "]),\n");
    }
  g_string_append (text, "]\n");
}

static void
append_constants (GString      *text,
                  const Recipe *recipe)
{
  const PscSettings *settings = recipe->settings;
  gboolean singly = settings->mode == PSC_MODE_PROCESS_EXECUTOR ||
                    settings->mode == PSC_MODE_THREAD;
  char seconds[G_ASCII_DTOSTR_BUF_SIZE];

  g_string_append (text, "DIRECTORY = ");
  append_string (text, recipe->directory);
  g_string_append_printf (text, "\nHIDDEN = %s\nWORKERS = %u\n",
                          recipe->flags & PSC_LISTING_HIDDEN ? "True"
                                                             : "False",
                          settings->workers);
  if (settings->chunk_size != 0 || singly)
    g_string_append_printf (text, "CHUNK_SIZE = %u\n",
                            MAX (settings->chunk_size, 1));
  else
    g_string_append (text, "CHUNK_SIZE = None  # the pool's own rule\n");
  if (settings->tasks_per_worker != 0)
    g_string_append_printf (text, "FILES_PER_WORKER = %u\n",
                            settings->tasks_per_worker);
  if (recipe->computes)
    g_string_append_printf (text, "WORK = %u\nSEED = %u\n", settings->work,
                            settings->seed);
  if (settings->step_timeout_ns != 0)
    {
      g_ascii_formatd (seconds, sizeof seconds, "%.12g",
                       (double) settings->step_timeout_ns / PSC_NSEC_PER_SEC);
      g_string_append_printf (text, "TIME_LIMIT = %s  # seconds a step\n",
                              seconds);
    }
  else
    {
      g_string_append (text, "TIME_LIMIT = None\n");
    }

  append_steps (text, settings->pipeline);
  if (settings->global_lock)
    g_string_append (text, "LOCK = threading.Lock()\n");
}

static void
append_listing (GString      *text,
                const Recipe *recipe)
{
  g_string_append (
    text,
    "\n\ndef is_wanted(name):\n"
    "    return HIDDEN or not name.startswith(\".\")\n"
    "\n\ndef list_files():\n"
    "    \"\"\"The names of the files, in byte order.\"\"\"\n");
  if (recipe->flags & PSC_LISTING_RECURSIVE)
    g_string_append (
      text,
      "    names = []\n"
      "    for top, directories, files in os.walk(DIRECTORY):\n"
      "        directories[:] = filter(is_wanted, directories)\n"
      "        below = os.path.relpath(top, DIRECTORY)\n"
      "        for name in directories + list(filter(is_wanted, files)):\n"
      "            names.append(os.path.normpath(os.path.join(below, name)))\n");
  else
    g_string_append (text,
                     "    names = filter(is_wanted, os.listdir(DIRECTORY))\n");
  g_string_append (text, "    return sorted(names, key=os.fsencode)\n");
}

static void
append_compute (GString      *text,
                const Recipe *recipe)
{
  g_string_append (
    text,
    "\n\ndef compute(number):\n"
    "    \"\"\"Contracts two arrays of random numbers and sums the result."
    "\"\"\"\n"
    "    if WORK == 0:\n"
    "        return None\n"
    "    size = 6 * 7 * 8 * 9\n");
  if (recipe->settings->streams == PSC_STREAMS_INDEPENDENT)
    g_string_append (
      text,
      "    # The file's number begins a stream of its own.\n"
      "    stream = numpy.random.RandomState([SEED, number])\n"
      "    normals = stream.standard_normal(2 * size)\n");
  else
    g_string_append (
      text,
      "    # In one go, so that no other thread draws in between.\n"
      "    normals = numpy.random.standard_normal(2 * size)\n");
  g_string_append (
    text,
    "    a = normals[:size].reshape(6, 7, 8, 9)\n"
    "    b = normals[:size - 1:-1].reshape(8, 7, 9, 6)\n");
  if (recipe->settings->step_timeout_ns != 0)
    g_string_append (text, "    end = time.monotonic() + TIME_LIMIT\n");
  g_string_append (text, "    for _ in range(WORK):\n");
  if (recipe->settings->step_timeout_ns != 0)
    g_string_append (
      text,
      "        if time.monotonic() >= end:\n"
      "            raise TimeoutError(\"the time limit was reached\")\n");
  g_string_append (
    text,
    "        value = numpy.tensordot(a, b, axes=(3, 2)).sum()\n"
    "    return f\"{value:.6f}\"\n");
}

static void
append_command (GString *text)
{
  g_string_append (
    text,
    "\n\ndef would_block(path):\n"
    "    \"\"\"Whether it is a pipe, socket or device, which never ends.\"\"\"\n"
    "    try:\n"
    "        kind = os.stat(path).st_mode\n"
    "    except OSError:\n"
    "        return False\n"
    "    return not stat.S_ISREG(kind) and not stat.S_ISDIR(kind)\n"
    "\n\ndef run_command(words, path):\n"
    "    words = words[:1] + [word.replace(\"{}\", path) for word in words[1:]]\n"
    "    ended = subprocess.run(words, stdin=subprocess.DEVNULL,\n"
    "                           capture_output=True, timeout=TIME_LIMIT)\n"
    "    if ended.returncode < 0:\n"
    "        ended.check_returncode()\n"
    "    text = ended.stdout.decode(errors=\"replace\").strip()\n"
    "    return text if ended.returncode == 0 else "
    "f\"{text} (exit {ended.returncode})\"\n");
}

static void
append_task (GString      *text,
             const Recipe *recipe)
{
  const char *compute = recipe->settings->global_lock ? "compute_alone"
                                                      : "compute";

  if (recipe->computes && recipe->settings->global_lock)
    g_string_append (text,
                     "\n\ndef compute_alone(number):\n"
                     "    with LOCK:  # one thread at a time\n"
                     "        return compute(number)\n");

  g_string_append (
    text,
    "\n\ndef run_file(task):\n"
    "    \"\"\"Takes a file through the steps: their results, the time.\"\"\"\n"
    "    number, name = task\n"
    "    path = os.path.join(DIRECTORY, name)\n"
    "    results = []\n"
    "    began = time.monotonic()\n");
  if (recipe->commands)
    g_string_append (text,
                     "    if would_block(path):\n"
                     "        return [(\"skipped\", \"never ends\")], 0.0\n");
  g_string_append (text,
                   "    for step, words in STEPS:\n"
                   "        try:\n");
  if (!recipe->commands)
    g_string_append_printf (text, "            result = %s(number)\n",
                            compute);
  else if (!recipe->computes)
    g_string_append (text, "            result = run_command(words, path)\n");
  else
    g_string_append_printf (text,
                            "            if words is None:\n"
                            "                result = %s(number)\n"
                            "            else:\n"
                            "                result = run_command(words, path)\n",
                            compute);
  g_string_append_printf (
    text,
    "        except %s as error:\n"
    "            results.append((step, str(error)))\n"
    "            break\n"
    "        results.append((step, result))\n"
    "    return results, time.monotonic() - began\n",
    recipe->commands ? "(OSError, subprocess.SubprocessError)" : "OSError");
}

static void
append_process_pool (GString      *text,
                     const Recipe *recipe)
{
  g_string_append (text,
                   "    context = multiprocessing.get_context(\"fork\")\n");
  if (recipe->settings->mode == PSC_MODE_PROCESS_EXECUTOR)
    g_string_append (
      text,
      "    # ProcessPoolExecutor may hang once a worker is replaced; this pool\n"
      "    # hands out the same.\n");
  if (recipe->settings->tasks_per_worker != 0)
    g_string_append (
      text,
      "    chunk = CHUNK_SIZE or math.ceil(len(tasks) / (4 * WORKERS))\n"
      "    # What the pool counts as a task is a chunk.\n"
      "    chunks = math.ceil(FILES_PER_WORKER / max(chunk, 1))\n"
      "    with context.Pool(WORKERS, maxtasksperchild=chunks) as pool:\n");
  else
    g_string_append (text, "    with context.Pool(WORKERS) as pool:\n");
  g_string_append (
    text, "        return pool.map(run_file, tasks, chunksize=CHUNK_SIZE)\n");
}

static void
append_process_executor (GString *text)
{
  g_string_append (
    text,
    "    context = multiprocessing.get_context(\"fork\")\n"
    "    with concurrent.futures.ProcessPoolExecutor(\n"
    "            WORKERS, mp_context=context) as pool:\n"
    "        return list(pool.map(run_file, tasks, chunksize=CHUNK_SIZE))\n");
}

/* Executor.map of threads knows no chunks. */
static void
append_thread_pool (GString      *text,
                    const Recipe *recipe)
{
  g_string_append (
    text,
    "    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:\n");
  if (recipe->settings->chunk_size <= 1)
    g_string_append (text,
                     "        return list(pool.map(run_file, tasks))\n");
  else
    g_string_append (
      text,
      "        # It hands out one item at a time: here an item is a chunk.\n"
      "        chunks = [tasks[i:i + CHUNK_SIZE]\n"
      "                  for i in range(0, len(tasks), CHUNK_SIZE)]\n"
      "        parts = pool.map(lambda chunk: list(map(run_file, chunk)), "
      "chunks)\n"
      "        return [result for part in parts for result in part]\n");
}

static void
append_pool (GString      *text,
             const Recipe *recipe)
{
  g_string_append (text, "\n\ndef run_pool(tasks):\n");
  if (recipe->inherits)
    g_string_append (text,
                     psc_mode_is_process (recipe->settings->mode)
                     ? "    # Every worker process starts from this state.\n"
                       "    numpy.random.seed(SEED)\n"
                     : "    # All threads draw from this one stream.\n"
                       "    numpy.random.seed(SEED)\n");

  switch (recipe->settings->mode)
    {
    case PSC_MODE_PROCESS_EXECUTOR:
      if (recipe->executor)
        append_process_executor (text);
      else
        append_process_pool (text, recipe);
      break;

    case PSC_MODE_THREAD:
      append_thread_pool (text, recipe);
      break;

    case PSC_MODE_DUMMY:
      g_string_append (
        text,
        "    with multiprocessing.dummy.Pool(WORKERS) as pool:\n"
        "        return pool.map(run_file, tasks, chunksize=CHUNK_SIZE)\n");
      break;

    case PSC_MODE_PROCESS:
    default:
      append_process_pool (text, recipe);
      break;
    }
}

static void
append_main (GString *text)
{
  g_string_append (
    text,
    "\n\ndef main():\n"
    "    tasks = list(enumerate(list_files(), 1))\n"
    "    began = time.monotonic()\n"
    "    ended = run_pool(tasks)\n"
    "    wall = time.monotonic() - began\n"
    "    cumulated = sum(duration for _, duration in ended)\n"
    "\n"
    "    for (_, name), (results, _) in zip(tasks, ended):\n"
    "        print(os.fsencode(name).decode(errors=\"replace\"))\n"
    "        for step, result in results:\n"
    "            print(f\"  {step}: {result}\")\n"
    "    print(f\"wall {wall:.6f} s\")\n"
    "    print(f\"cumulated {cumulated:.6f} s\")\n"
    "    print(f\"occupancy {cumulated / (WORKERS * wall):.3f}\")\n"
    "\n\nif __name__ == \"__main__\":\n"
    "    main()\n");
}

/**
 * psc_recipe_dup_python:
 * @settings: their pipeline must not be resolved
 * @directory: its absolute path, in the file system's encoding
 *
 * Writes the run as a Python program that stands alone: the same pool of
 * Python's own, handing out the same chunks, with the same steps and seeds.
 * Where the streams do not depend on which worker is faster, it prints the
 * values of our run.
 *
 * Returns: (transfer full): UTF-8
 */
char *
psc_recipe_dup_python (const PscSettings *settings,
                       const char        *directory,
                       PscListingFlags    flags)
{
  GString *text;
  Recipe recipe = { settings, directory, flags, };

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (directory != NULL, NULL);

  recipe.computes = has_compute (settings->pipeline);
  recipe.commands = psc_pipeline_has_command (settings->pipeline);
  recipe.inherits = recipe.computes &&
                    settings->streams == PSC_STREAMS_INHERITED;
  /* Python's executor of processes hangs, up to version 3.12 at least, when
   * it has replaced all its workers. */
  recipe.executor = settings->mode == PSC_MODE_THREAD ||
                    (settings->mode == PSC_MODE_PROCESS_EXECUTOR &&
                     settings->tasks_per_worker == 0);

  text = g_string_new ("#!/usr/bin/env python3\n"
                       "\"\"\"A run as Poolscope makes it, with Python's own "
                       "pool.\"\"\"\n\n");
  append_imports (text, &recipe);
  append_constants (text, &recipe);
  append_listing (text, &recipe);
  if (recipe.computes)
    append_compute (text, &recipe);
  if (recipe.commands)
    append_command (text);
  append_task (text, &recipe);
  append_pool (text, &recipe);
  append_main (text);

  return g_string_free (text, FALSE);
}

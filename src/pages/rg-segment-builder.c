/* SPDX-License-Identifier: GPL-3.0-or-later
 * Copyright The Regulars authors */
/* Groups of rules. The widgets are made anew when the tree gets another shape; an edit inside a
 * rule leaves them alone. */
#include "pages/rg-segment-builder.h"

#include "base/rg-i18n.h"
#include "pages/rg-rule-row.h"
#include "pages/rg-segment-clipboard.h"
#include "widgets/rg-reorder.h"

struct _RgSegmentBuilder
{
  GtkBox parent_instance;

  RgNode *root;
  RgDataset *dataset;
  char *currency;
  gint64 segment;
  GPtrArray *rows;   /* RgRuleRow, borrowed */
  GPtrArray *places; /* RgNode, those that can be dragged, in the order of their widgets */
  GHashTable *heads; /* of a group's node: its GtkDropDown, borrowed */
  RgNode *open;      /* whose row is to be open after the next rebuild */
  RgNode *focus;     /* where the keyboard is to be after it */
  guint rebuild;     /* source */
};

G_DEFINE_FINAL_TYPE (RgSegmentBuilder, rg_segment_builder, GTK_TYPE_BOX)

enum { SIGNAL_CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

static void rg_segment_builder_rebuild_later (RgSegmentBuilder *self);
static GtkWidget *rg_segment_builder_new_group (RgSegmentBuilder *self, RgNode *group);

static void
rg_segment_builder_changed (RgSegmentBuilder *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* The rows of a tree that is about to be another one. */
static void
rg_segment_builder_forget_rows (RgSegmentBuilder *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    rg_rule_row_forget_node (self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->places, 0);
  g_hash_table_remove_all (self->heads);
}

/* --- where the keyboard is ---------------------------------------------------------------- */

static GtkWidget *
rg_segment_builder_get_row (RgSegmentBuilder *self, RgNode *node)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (rg_rule_row_get_node (self->rows->pdata[i]) == node)
      return self->rows->pdata[i];
  return NULL;
}

/* The rule or the group that the keyboard is in, or NULL. */
static RgNode *
rg_segment_builder_get_focus (RgSegmentBuilder *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *at = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (at == NULL || !gtk_widget_is_ancestor (at, GTK_WIDGET (self)))
    return NULL;
  for (; at != GTK_WIDGET (self); at = gtk_widget_get_parent (at))
    {
      RgNode *node = RG_IS_RULE_ROW (at) ? rg_rule_row_get_node (RG_RULE_ROW (at))
                                         : g_object_get_data (G_OBJECT (at), "rg-node");

      if (node != NULL)
        return node;
    }
  return self->root;
}

/* Into the row of a rule, to its first control where it is open; or to the choice of a group. */
static void
rg_segment_builder_set_focus (RgSegmentBuilder *self, RgNode *node)
{
  GtkWidget *row = rg_segment_builder_get_row (self, node);

  if (row != NULL && node == self->open)
    rg_rule_row_focus_first (RG_RULE_ROW (row));
  else if (row != NULL)
    gtk_widget_child_focus (row, GTK_DIR_TAB_FORWARD);
  else if (node != NULL)
    gtk_widget_grab_focus (g_hash_table_lookup (self->heads, node));
}

/* Another tree comes in the place of this one: the keyboard stays at the same line of it. */
static guint
rg_segment_builder_get_place (RgNode *root, RgNode *node)
{
  g_autoptr (GPtrArray) flat = rg_node_flatten (root);
  guint at = 0;

  g_ptr_array_find (flat, node, &at);
  return at;
}

static RgNode *
rg_segment_builder_get_at (RgNode *root, guint at)
{
  g_autoptr (GPtrArray) flat = rg_node_flatten (root);

  return flat->pdata[MIN (at, flat->len - 1)];
}

/* What the keyboard goes to when a node goes: the next one, else the one before, else the group. */
static RgNode *
rg_segment_builder_get_neighbour (RgNode *node)
{
  const GPtrArray *siblings = node->parent->children;
  const guint at = rg_node_index (node);

  if (at + 1 < siblings->len)
    return siblings->pdata[at + 1];
  return at > 0 ? siblings->pdata[at - 1] : node->parent;
}

/* --- changes of shape --------------------------------------------------------------------- */

static void
rg_segment_builder_reshaped (RgSegmentBuilder *self)
{
  rg_segment_builder_rebuild_later (self);
  rg_segment_builder_changed (self);
}

static void
rg_segment_builder_remove (RgSegmentBuilder *self, RgNode *node)
{
  self->open = NULL;
  self->focus = rg_segment_builder_get_neighbour (node);
  rg_segment_builder_forget_rows (self);
  rg_node_free (rg_node_take (node));
  rg_segment_builder_reshaped (self);
}

static void
rg_segment_builder_remove_rule_cb (RgRuleRow *row, RgSegmentBuilder *self)
{
  rg_segment_builder_remove (self, rg_rule_row_get_node (row));
}

static void
rg_segment_builder_remove_group_cb (GtkWidget *button, RgSegmentBuilder *self)
{
  rg_segment_builder_remove (self, g_object_get_data (G_OBJECT (button), "rg-node"));
}

/* Where a step leads: past the neighbour, into it where it is a group, or out of the own one.
 * FALSE: nowhere. */
static gboolean
rg_segment_builder_step (const RgNode *node, int step, RgNode **group, int *at)
{
  RgNode *parent = node->parent;
  const int to = (int) rg_node_index (node) + step;
  RgNode *neighbour = to >= 0 && to < (int) parent->children->len ? parent->children->pdata[to]
                                                                  : NULL;

  *group = parent;
  *at = to;
  if (neighbour != NULL && neighbour->type != RG_NODE_RULE)
    {
      *group = neighbour;
      *at = step > 0 ? 0 : (int) neighbour->children->len;
    }
  else if (neighbour == NULL && parent->parent != NULL)
    {
      *group = parent->parent;
      *at = (int) rg_node_index (parent) + (step > 0);
    }
  return neighbour != NULL || parent->parent != NULL;
}

static void
rg_segment_builder_move_cb (RgRuleRow *row, int step, RgSegmentBuilder *self)
{
  RgNode *node = rg_rule_row_get_node (row);
  RgNode *group;
  int at;

  if (!rg_segment_builder_step (node, step, &group, &at))
    return;
  self->open = adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)) ? node : NULL;
  self->focus = node;
  rg_node_insert (group, at, rg_node_take (node));
  rg_segment_builder_reshaped (self);
}

static gboolean
rg_node_is_in (const RgNode *node, const RgNode *group)
{
  return node != NULL && (node == group || rg_node_is_in (node->parent, group));
}

/* One rule or group is dropped onto another, and has its place then; a group that is empty takes it
 * in. Nothing is put into itself. */
static void
rg_segment_builder_drop (GObject *owner, guint from, guint to)
{
  RgSegmentBuilder *self = RG_SEGMENT_BUILDER (owner);
  RgNode *node = from < self->places->len ? self->places->pdata[from] : NULL;
  RgNode *target = to < self->places->len ? self->places->pdata[to] : NULL;
  GtkWidget *row = node != NULL ? rg_segment_builder_get_row (self, node) : NULL;
  RgNode *group;
  int at;

  if (node == NULL || target == NULL || rg_node_is_in (target, node))
    return;
  group = target->parent;
  at = (int) rg_node_index (target);
  if (target->type != RG_NODE_RULE && target->children->len == 0)
    {
      group = target;
      at = 0;
    }
  self->open = row != NULL && adw_expander_row_get_expanded (ADW_EXPANDER_ROW (row)) ? node : NULL;
  self->focus = node;
  rg_node_take (node);
  rg_node_insert (group, MIN (at, (int) group->children->len), node);
  rg_segment_builder_reshaped (self);
}

/* A group goes past others, never into them. */
static gboolean
rg_segment_builder_group_key_cb (GtkEventControllerKey *keys, guint key, guint code,
                                 GdkModifierType state, RgSegmentBuilder *self)
{
  GtkWidget *head = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (keys));
  RgNode *node = g_object_get_data (G_OBJECT (head), "rg-node");
  const int step = key == GDK_KEY_Up ? -1 : 1;
  RgNode *group;
  int at;

  if ((key != GDK_KEY_Up && key != GDK_KEY_Down) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != GDK_ALT_MASK ||
      !rg_segment_builder_step (node, step, &group, &at))
    return FALSE;
  if (group != node->parent && group != node->parent->parent)
    {
      group = node->parent;
      at = (int) rg_node_index (node) + step;
    }
  self->open = NULL;
  self->focus = node;
  rg_node_insert (group, at, rg_node_take (node));
  rg_segment_builder_reshaped (self);
  return TRUE;
}

/* --- the clipboard ------------------------------------------------------------------------ */

static void
rg_segment_builder_refuse (RgSegmentBuilder *self, const GError *error)
{
  /* Translators: %s is why a text cannot be read as rules. */
  g_autofree char *text = g_strdup_printf (_("Nothing was pasted. %s"), error->message);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", text);
}

/* Behind the rule that the keyboard is in, or at the end of its group. */
static void
rg_segment_builder_pasted_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  RgSegmentBuilder *self = RG_SEGMENT_BUILDER (object);
  g_autoptr (GError) error = NULL;
  RgNode *read = rg_segment_clipboard_read_finish (result, &error);
  RgNode *at = self->root != NULL ? rg_segment_builder_get_focus (self) : NULL;
  const gboolean beside = at != NULL && at->type == RG_NODE_RULE;
  RgNode *group = beside ? at->parent : at != NULL ? at : self->root;
  RgNode *first = NULL;

  if (read != NULL && group != NULL)
    first = rg_segment_clipboard_insert (self->root, group,
                                         beside ? (int) rg_node_index (at) + 1 : -1, read, &error);
  else
    g_clear_pointer (&read, rg_node_free);
  if (error != NULL)
    rg_segment_builder_refuse (self, error);
  if (first == NULL)
    return;
  self->open = NULL;
  self->focus = first;
  rg_segment_builder_reshaped (self);
}

static void
rg_segment_builder_paste (RgSegmentBuilder *self)
{
  rg_segment_clipboard_read_async (GTK_WIDGET (self), rg_segment_builder_pasted_cb, NULL);
}

static gboolean
rg_segment_builder_paste_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  rg_segment_builder_paste (RG_SEGMENT_BUILDER (widget));
  return TRUE;
}

static gboolean
rg_segment_builder_copy_key_cb (GtkWidget *widget, GVariant *args, gpointer data)
{
  RgSegmentBuilder *self = RG_SEGMENT_BUILDER (widget);
  const RgNode *node = self->root != NULL ? rg_segment_builder_get_focus (self) : NULL;

  if (node == NULL)
    return FALSE;
  rg_segment_clipboard_copy (widget, node);
  return TRUE;
}

/* Sensitive while there is any text to paste. */
static void
rg_segment_builder_clipboard_cb (GdkClipboard *clipboard, GParamSpec *pspec, GtkWidget *button)
{
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);

  gtk_widget_set_sensitive (button, gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) ||
                                      gdk_content_formats_contain_mime_type (
                                        formats, "text/plain;charset=utf-8"));
}

/* --- more changes of shape ---------------------------------------------------------------- */

/* Behind itself. */
static void
rg_segment_builder_duplicate (RgSegmentBuilder *self, RgNode *node)
{
  RgNode *copy = rg_node_copy (node);

  rg_node_insert (node->parent, (int) rg_node_index (node) + 1, copy);
  self->open = NULL;
  self->focus = copy;
  rg_segment_builder_reshaped (self);
}

static void
rg_segment_builder_duplicate_rule_cb (RgRuleRow *row, RgSegmentBuilder *self)
{
  rg_segment_builder_duplicate (self, rg_rule_row_get_node (row));
}

static void
rg_segment_builder_duplicate_group_cb (GtkWidget *button, RgSegmentBuilder *self)
{
  rg_segment_builder_duplicate (self, g_object_get_data (G_OBJECT (button), "rg-node"));
}

static void
rg_segment_builder_off_cb (GtkToggleButton *button, GParamSpec *pspec, RgSegmentBuilder *self)
{
  RgNode *group = g_object_get_data (G_OBJECT (button), "rg-node");

  group->off = gtk_toggle_button_get_active (button);
  rg_segment_builder_changed (self);
}

static void
rg_segment_builder_add_rule_cb (GtkWidget *button, RgSegmentBuilder *self)
{
  RgNode *group = g_object_get_data (G_OBJECT (button), "rg-node");
  RgNode *rule = rg_node_new_rule (rg_rule_kind_find ("bought category"));

  rg_node_insert (group, -1, rule);
  self->open = rule;
  self->focus = rule;
  rg_segment_builder_reshaped (self);
}

static void
rg_segment_builder_add_group_cb (GtkWidget *button, RgSegmentBuilder *self)
{
  RgNode *group = g_object_get_data (G_OBJECT (button), "rg-node");
  RgNode *inner = rg_node_new_group (group->type == RG_NODE_ANY ? RG_NODE_ALL : RG_NODE_ANY);

  rg_node_insert (group, -1, inner);
  self->focus = inner;
  rg_segment_builder_reshaped (self);
}

static void
rg_segment_builder_type_cb (GtkDropDown *choice, GParamSpec *pspec, RgSegmentBuilder *self)
{
  RgNode *group = g_object_get_data (G_OBJECT (choice), "rg-node");
  RgNodeType type = (RgNodeType) gtk_drop_down_get_selected (choice);

  if (group->type == type)
    return;
  group->type = type;
  rg_segment_builder_changed (self);
}

static void
rg_segment_builder_rule_changed_cb (RgRuleRow *row, RgSegmentBuilder *self)
{
  rg_segment_builder_changed (self);
}

/* --- widgets ------------------------------------------------------------------------------ */

static GtkWidget *
rg_segment_builder_new_rule (RgSegmentBuilder *self, RgNode *node)
{
  RgRuleRow *row = rg_rule_row_new (node, self->dataset, self->currency);

  g_signal_connect_object (row, "changed", G_CALLBACK (rg_segment_builder_rule_changed_cb), self,
                           0);
  g_signal_connect_object (row, "remove", G_CALLBACK (rg_segment_builder_remove_rule_cb), self, 0);
  g_signal_connect_object (row, "move", G_CALLBACK (rg_segment_builder_move_cb), self, 0);
  g_signal_connect_object (row, "duplicate", G_CALLBACK (rg_segment_builder_duplicate_rule_cb),
                           self, 0);
  rg_reorder_add (ADW_PREFERENCES_ROW (row), self->places->len, 0, G_OBJECT (self),
                  rg_segment_builder_drop);
  g_ptr_array_add (self->places, node);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), node == self->open);
  g_ptr_array_add (self->rows, row);
  return GTK_WIDGET (row);
}

static GtkWidget *
rg_segment_builder_new_button (RgSegmentBuilder *self, const char *icon, const char *label,
                               RgNode *group, GCallback callback)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *content = adw_button_content_new ();

  adw_button_content_set_icon_name (ADW_BUTTON_CONTENT (content), icon);
  adw_button_content_set_label (ADW_BUTTON_CONTENT (content), label);
  gtk_button_set_child (GTK_BUTTON (button), content);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "rg-node", group);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  return button;
}

static void
rg_segment_builder_paste_cb (GtkWidget *button, RgSegmentBuilder *self)
{
  rg_segment_builder_paste (self);
}

static GtkWidget *
rg_segment_builder_new_paste (RgSegmentBuilder *self, RgNode *group)
{
  GtkWidget *button =
    rg_segment_builder_new_button (self, "edit-paste-symbolic", _("Paste"), group,
                                   G_CALLBACK (rg_segment_builder_paste_cb));
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));

  gtk_widget_set_tooltip_text (button, _("Paste Rules as Text"));
  g_signal_connect_object (clipboard, "notify::formats",
                           G_CALLBACK (rg_segment_builder_clipboard_cb), button, 0);
  rg_segment_builder_clipboard_cb (clipboard, NULL, button);
  return button;
}

/* What can be done to a group as a whole. */
static void
rg_segment_builder_add_tools (RgSegmentBuilder *self, GtkWidget *head, RgNode *group)
{
  GtkWidget *off = gtk_toggle_button_new ();
  GtkWidget *duplicate = gtk_button_new_from_icon_name ("edit-copy-symbolic");
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *const tools[] = { off, duplicate, remove };
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_button_set_icon_name (GTK_BUTTON (off), "view-conceal-symbolic");
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (off), group->off);
  gtk_widget_set_tooltip_text (off, _("Switch Group Off"));
  gtk_widget_set_tooltip_text (duplicate, _("Duplicate Group"));
  gtk_widget_set_tooltip_text (remove, _("Remove Group"));
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    {
      gtk_widget_add_css_class (tools[i], "flat");
      g_object_set_data (G_OBJECT (tools[i]), "rg-node", group);
      gtk_box_append (GTK_BOX (head), tools[i]);
    }
  g_object_set_data (G_OBJECT (head), "rg-node", group);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (rg_segment_builder_group_key_cb), self,
                           0);
  gtk_widget_add_controller (head, keys);
  g_signal_connect_object (off, "notify::active", G_CALLBACK (rg_segment_builder_off_cb), self, 0);
  g_signal_connect_object (duplicate, "clicked",
                           G_CALLBACK (rg_segment_builder_duplicate_group_cb), self, 0);
  g_signal_connect_object (remove, "clicked", G_CALLBACK (rg_segment_builder_remove_group_cb),
                           self, 0);
}

static GtkWidget *
rg_segment_builder_new_head (RgSegmentBuilder *self, RgNode *group)
{
  const char *const types[] = { _("All of These"), _("Any of These"), _("None of These"), NULL };
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *choice = gtk_drop_down_new_from_strings (types);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), group->type);
  gtk_widget_set_hexpand (choice, TRUE);
  gtk_widget_set_halign (choice, GTK_ALIGN_START);
  gtk_widget_add_css_class (choice, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (choice), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Which of the rules must hold"), -1);
  g_object_set_data (G_OBJECT (choice), "rg-node", group);
  g_signal_connect_object (choice, "notify::selected", G_CALLBACK (rg_segment_builder_type_cb),
                           self, 0);
  g_hash_table_insert (self->heads, group, choice);
  gtk_box_append (GTK_BOX (head), choice);
  if (group->parent != NULL)
    rg_segment_builder_add_tools (self, head, group);
  return head;
}

static GtkWidget *
rg_segment_builder_new_inner (RgSegmentBuilder *self, RgNode *group)
{
  GtkWidget *row = adw_preferences_row_new ();
  GtkWidget *box = rg_segment_builder_new_group (self, group);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 12);
  gtk_widget_set_margin_end (box, 6);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_widget_set_focusable (row, FALSE);
  rg_reorder_add_box (row, GTK_BOX (gtk_widget_get_first_child (box)), self->places->len,
                      G_OBJECT (self), rg_segment_builder_drop);
  g_ptr_array_add (self->places, group);
  return row;
}

static GtkWidget *
rg_segment_builder_new_group (RgSegmentBuilder *self, RgNode *group)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *buttons = adw_wrap_box_new ();
  GtkWidget *list = gtk_list_box_new ();

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (buttons), 6);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  for (guint i = 0; i < group->children->len; i++)
    {
      RgNode *child = group->children->pdata[i];

      gtk_list_box_append (GTK_LIST_BOX (list),
                           child->type == RG_NODE_RULE
                             ? rg_segment_builder_new_rule (self, child)
                             : rg_segment_builder_new_inner (self, child));
    }
  gtk_widget_set_visible (list, group->children->len > 0);
  adw_wrap_box_append (
    ADW_WRAP_BOX (buttons),
    rg_segment_builder_new_button (self, "list-add-symbolic", _("Rule"), group,
                                   G_CALLBACK (rg_segment_builder_add_rule_cb)));
  adw_wrap_box_append (
    ADW_WRAP_BOX (buttons),
    rg_segment_builder_new_button (self, "list-add-symbolic", _("Group"), group,
                                   G_CALLBACK (rg_segment_builder_add_group_cb)));
  if (group->parent == NULL)
    adw_wrap_box_append (ADW_WRAP_BOX (buttons), rg_segment_builder_new_paste (self, group));
  gtk_box_append (GTK_BOX (box), rg_segment_builder_new_head (self, group));
  gtk_box_append (GTK_BOX (box), list);
  gtk_box_append (GTK_BOX (box), buttons);
  return box;
}

static void
rg_segment_builder_clear (RgSegmentBuilder *self)
{
  GtkWidget *child;

  rg_segment_builder_forget_rows (self);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_box_remove (GTK_BOX (self), child);
}

static void
rg_segment_builder_rebuild (RgSegmentBuilder *self)
{
  g_clear_handle_id (&self->rebuild, g_source_remove);
  rg_segment_builder_clear (self);
  if (self->root != NULL)
    gtk_box_append (GTK_BOX (self), rg_segment_builder_new_group (self, self->root));
  if (self->focus != NULL)
    rg_segment_builder_set_focus (self, self->focus);
  self->open = NULL;
  self->focus = NULL;
}

static gboolean
rg_segment_builder_rebuild_cb (gpointer data)
{
  RgSegmentBuilder *self = data;

  self->rebuild = 0;
  rg_segment_builder_rebuild (self);
  rg_segment_builder_changed (self);
  return G_SOURCE_REMOVE;
}

/* A button must not go while it is being clicked; but until then nothing may reach a node that is
 * gone, so the old widgets are cut off at once. */
static void
rg_segment_builder_rebuild_later (RgSegmentBuilder *self)
{
  GtkWidget *old = gtk_widget_get_first_child (GTK_WIDGET (self));

  rg_segment_builder_forget_rows (self);
  if (old != NULL)
    gtk_widget_set_sensitive (old, FALSE);
  if (self->rebuild == 0)
    self->rebuild = g_idle_add_full (G_PRIORITY_HIGH_IDLE, rg_segment_builder_rebuild_cb, self,
                                     NULL);
}

static void
rg_segment_builder_dispose (GObject *object)
{
  RgSegmentBuilder *self = RG_SEGMENT_BUILDER (object);

  g_clear_handle_id (&self->rebuild, g_source_remove);
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  rg_segment_builder_forget_rows (self);
  G_OBJECT_CLASS (rg_segment_builder_parent_class)->dispose (object);
}

static void
rg_segment_builder_finalize (GObject *object)
{
  RgSegmentBuilder *self = RG_SEGMENT_BUILDER (object);

  g_ptr_array_unref (self->rows);
  g_ptr_array_unref (self->places);
  g_hash_table_unref (self->heads);
  g_free (self->currency);
  G_OBJECT_CLASS (rg_segment_builder_parent_class)->finalize (object);
}

static void
rg_segment_builder_class_init (RgSegmentBuilderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_c, GDK_CONTROL_MASK,
                                rg_segment_builder_copy_key_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_v, GDK_CONTROL_MASK,
                                rg_segment_builder_paste_key_cb, NULL);
  G_OBJECT_CLASS (klass)->dispose = rg_segment_builder_dispose;
  G_OBJECT_CLASS (klass)->finalize = rg_segment_builder_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", RG_TYPE_SEGMENT_BUILDER, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rg_segment_builder_init (RgSegmentBuilder *self)
{
  self->rows = g_ptr_array_new ();
  self->places = g_ptr_array_new ();
  self->heads = g_hash_table_new (NULL, NULL);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
}

GtkWidget *
rg_segment_builder_new (void)
{
  return g_object_new (RG_TYPE_SEGMENT_BUILDER, NULL);
}

void
rg_segment_builder_set_root (RgSegmentBuilder *self, RgNode *root, RgDataset *dataset,
                             const char *currency)
{
  RgNode *focus = self->root != NULL ? rg_segment_builder_get_focus (self) : NULL;
  const guint at = focus != NULL ? rg_segment_builder_get_place (self->root, focus) : 0;

  self->root = root;
  self->open = NULL;
  self->focus = focus != NULL && root != NULL ? rg_segment_builder_get_at (root, at) : NULL;
  g_clear_pointer (&self->dataset, rg_dataset_unref);
  self->dataset = dataset != NULL ? rg_dataset_ref (dataset) : NULL;
  g_set_str (&self->currency, currency);
  rg_segment_builder_rebuild (self);
}

void
rg_segment_builder_set_segment (RgSegmentBuilder *self, gint64 segment)
{
  self->segment = segment;
}

void
rg_segment_builder_show_counts (RgSegmentBuilder *self, const RgNodeCount *nodes, guint n,
                                const RgSegmentContext *context)
{
  g_autoptr (GPtrArray) flat = self->root != NULL ? rg_node_flatten (self->root)
                                                  : g_ptr_array_new ();
  g_autoptr (RgOdds) odds =
    rg_odds_new (self->currency, context->dataset != NULL ? context : NULL);

  for (guint i = 0; i < self->rows->len; i++)
    {
      RgRuleRow *row = self->rows->pdata[i];
      guint at;

      if (g_ptr_array_find (flat, rg_rule_row_get_node (row), &at))
        rg_rule_row_show_count (row, nodes != NULL && at < n ? &nodes[at] : NULL, odds,
                                context->dataset, self->segment);
    }
}

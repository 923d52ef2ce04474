"""What the forum keeps.

A *category* is a place in a tree; a *permission* is one row: this group may do this there. A *tag*
is a word that many topics carry. A *topic* is a question or a conversation; a *post* is one thing
said in it, numbered within it; a *version* is a post's source as it stood at a moment. A *like* is
kept when it is taken back, with the moment it ended and how often it was given. A *solution* is a
post that solved the question, with who said so. A *poll* hangs on a topic's first post. A *mention*
is a member named in a post. A *topic merge* is a move of posts between topics that can be undone;
a *moved post* is one of them with both its numbers. A *moderation act* is a row of the log of those
who look after the forum; it is never changed.
"""

from community.forum.models.acts import ModerationAct
from community.forum.models.categories import Category, Permission, Tag
from community.forum.models.likes import Like
from community.forum.models.merges import MovedPost, TopicMerge
from community.forum.models.polls import Poll, PollOption, PollVote
from community.forum.models.posts import Mention, Post, PostPicture, PostVersion
from community.forum.models.solutions import Solution
from community.forum.models.topics import Topic

__all__ = [
    "Category",
    "Like",
    "Mention",
    "ModerationAct",
    "MovedPost",
    "Permission",
    "Poll",
    "PollOption",
    "PollVote",
    "Post",
    "PostPicture",
    "PostVersion",
    "Solution",
    "Tag",
    "Topic",
    "TopicMerge",
]
